import type { JobRunAnswer } from '../../../../domain/operations/jobs/contract.ts';
import { type Language, studioLanguage } from '../../shared/language.ts';

type Status = JobRunAnswer['status'];

export const statuses: readonly Status[] = ['queued', 'running', 'done', 'dead', 'cancelled'];

export const statusLooks = {
	queued: { icon: 'schedule', tone: 'neutral' },
	running: { icon: 'sync', tone: 'neutral' },
	done: { icon: 'check_circle', tone: 'success' },
	dead: { icon: 'error', tone: 'danger' },
	cancelled: { icon: 'cancel', tone: 'warning' },
} as const satisfies Record<Status, { icon: string; tone: string }>;

const units: Record<Language, { ms: string; s: string; min: string; h: string }> = {
	en: { ms: 'ms', s: 's', min: 'min', h: 'h' },
	ar: { ms: 'م.ث', s: 'ث', min: 'د', h: 'س' },
};

/** How long a run took, or has been taking until `now`, such as "3 min 5 s"; null when it has not begun. */
export function durationOf(
	{ started_at, finished_at }: Pick<JobRunAnswer, 'started_at' | 'finished_at'>,
	now: number,
	language: Language = studioLanguage(),
): string | null {
	if (!started_at) return null;
	const ms = Math.max(0, (finished_at ? Date.parse(finished_at) : now) - Date.parse(started_at));
	const unit = units[language];
	if (ms < 1_000) return `${ms} ${unit.ms}`;
	const seconds = Math.round(ms / 1_000);
	if (seconds < 60) return `${seconds} ${unit.s}`;
	const minutes = Math.floor(seconds / 60);
	return minutes < 60
		? `${minutes} ${unit.min} ${seconds % 60} ${unit.s}`
		: `${Math.floor(minutes / 60)} ${unit.h} ${minutes % 60} ${unit.min}`;
}
