import type { AlertEvent } from './evaluate.ts';
import type { AlertRule, Bilingual } from './rule.ts';
import { signalTitles, unitOf, type Unit } from './signal-titles.ts';

type Language = keyof Bilingual;

/** What people are told, in every channel and before its language is known; JSON. */
export interface Notice {
	/** Or `test`. */
	readonly rule: string;
	readonly state: 'firing' | 'resolved' | 'test';
	readonly severity: AlertRule['severity'];
	readonly title: Bilingual;
	/** One line: which signal, its value and the threshold. */
	readonly measured: Bilingual;
	readonly remedy: Bilingual;
	readonly signal: string;
	readonly value: number | null;
	readonly threshold: number;
	/** ISO 8601. */
	readonly since: string;
}

export const noticeOf = ({ rule, state, since, value }: AlertEvent): Notice => ({
	rule: rule.id,
	state,
	severity: rule.severity,
	title: rule.title,
	measured: { en: measured(rule, value, 'en'), ar: measured(rule, value, 'ar') },
	remedy: rule.remedy,
	signal: rule.signal,
	value,
	threshold: rule.threshold,
	since: new Date(since).toISOString(),
});

export const testNotice = (now: number): Notice => ({
	rule: 'test',
	state: 'test',
	severity: 'warning',
	title: { en: 'This is a test of the alerts', ar: 'هذه تجربة للتنبيهات' },
	measured: { en: 'Nothing is wrong.', ar: 'لا يوجد خلل.' },
	remedy: { en: 'Nothing is to be done.', ar: 'لا حاجة إلى فعل شيء.' },
	signal: 'test',
	value: null,
	threshold: 0,
	since: new Date(now).toISOString(),
});

const states: Readonly<Record<Notice['state'], Bilingual>> = {
	firing: { en: 'Alert', ar: 'تنبيه' },
	resolved: { en: 'Resolved', ar: 'انتهى' },
	test: { en: 'Test', ar: 'تجربة' },
};

export const subjectOf = ({ state, title }: Notice, language: Language): string =>
	`${states[state][language]}: ${title[language]}`;

/** Markdown. */
export function messageOf(notice: Notice, language: Language): string {
	const words = { en: { since: 'Since', todo: 'What to do' }, ar: { since: 'منذ', todo: 'ما العمل' } }[
		language
	];
	const lines = [notice.measured[language], `${words.since}: ${notice.since}`];
	if (notice.state === 'firing') lines.push(`${words.todo}: ${notice.remedy[language]}`);
	return lines.join('\n\n');
}

function measured(rule: AlertRule, value: number | null, language: Language): string {
	const unit = unitOf(rule.signal);
	const title = signalTitles[rule.signal][language];
	if (value === null) return title;
	const limit = { en: 'limit', ar: 'الحد' }[language];
	return `${title}: ${formatValue(value, unit, language)} (${limit} ${formatValue(rule.threshold, unit, language)})`;
}

const unitNames: Readonly<Record<Exclude<Unit, 'state' | 'count' | 'ratio'>, Bilingual>> = {
	seconds: { en: 's', ar: 'ث' },
	hours: { en: 'h', ar: 'ساعة' },
	days: { en: 'd', ar: 'يوم' },
};

/** A value of a signal for people, with its unit. */
export function formatValue(value: number, unit: Unit, language: Language): string {
	const number = (factor = 1) => String(Math.round(value * factor * 100) / 100);
	if (unit === 'ratio') return `${number(100)} %`;
	if (unit === 'state' || unit === 'count') return number();
	return `${number()} ${unitNames[unit][language]}`;
}
