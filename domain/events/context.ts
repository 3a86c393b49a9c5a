import type { FieldProblem } from '../field-problem.ts';
import { toAsciiDigits } from '../text/digits.ts';
import { parseAppVersion } from '../versions/app-version.ts';

export const eventPlatforms = ['ios', 'android', 'web'] as const;
export type EventPlatform = (typeof eventPlatforms)[number];

/** Where an event came from; said once for a batch, and by an event that differs from its batch. */
export interface EventContext {
	readonly platform: EventPlatform | null;
	readonly app_version: string | null;
	readonly locale: string | null;
	/** Made by the app for an installation; the same for all its events. */
	readonly anon_id: string | null;
	readonly session_id: string | null;
}

export const contextFields = ['platform', 'app_version', 'locale', 'anon_id', 'session_id'] as const;

export const longestContextText = 200;

/** Random enough for an id, and no place for an address or a name with spaces. */
const idPattern = /^(?!\d{7,}$)[A-Za-z0-9_-]{1,100}$/;
const localePattern = /^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,2}$/;
const longestLocale = 16;

/**
 * Reads what is there of a context. A platform, version or language that cannot be read is left empty: it must not
 * cost an event.
 *
 * @returns the problems instead, when a field is no text or an id is none
 */
export function readContext(
	given: Readonly<Record<string, unknown>>,
	otherwise: EventContext,
): EventContext | FieldProblem {
	for (const field of contextFields) {
		const value = given[field] ?? null;
		if (value !== null && (typeof value !== 'string' || value.length > longestContextText))
			return { field, problem: `must be a text of at most ${longestContextText} characters.` };
	}
	for (const field of ['anon_id', 'session_id'] as const) {
		const value = given[field] ?? null;
		if (value !== null && !idPattern.test(value as string))
			return {
				field,
				problem:
					'must be an id of 1 to 100 letters, digits, hyphens or underscores, and no telephone number.',
			};
	}
	const read = <T>(field: string, of: (text: string) => T | null, inherited: T | null): T | null =>
		typeof given[field] === 'string' ? of(given[field]) : inherited;
	return {
		platform: read('platform', readPlatform, otherwise.platform),
		app_version: read('app_version', readVersion, otherwise.app_version),
		locale: read('locale', readEventLocale, otherwise.locale),
		anon_id: read('anon_id', (text) => text, otherwise.anon_id),
		session_id: read('session_id', (text) => text, otherwise.session_id),
	};
}

export const noContext: EventContext = {
	platform: null,
	app_version: null,
	locale: null,
	anon_id: null,
	session_id: null,
};

export function readPlatform(text: string): EventPlatform | null {
	const name = text.trim().toLowerCase();
	return eventPlatforms.find((platform) => platform === name) ?? null;
}

/** As it was written, in Latin digits, so that one version is counted once. */
export function readVersion(text: string): string | null {
	if (!parseAppVersion(text)) return null;
	return toAsciiDigits(text)
		.replaceAll('\u066B', '.')
		.replace(/[\u200E\u200F\u061C]/g, '')
		.trim();
}

export const readEventLocale = (text: string): string | null =>
	text.length <= longestLocale && localePattern.test(text) ? text : null;
