export interface ScreenVariant {
	/** `default`, or the user's goal. */
	goal: string;
	locale: string;
}

const DEFAULT_GOAL = 'default';
const FALLBACK_LOCALE = 'en';

/**
 * The row an app gets: exact, then the default goal in its language, then English (own goal before
 * default). Null when none fits; rows in a third language or for another goal are never served.
 */
export function selectVariant<Row extends ScreenVariant>(
	rows: readonly Row[],
	wanted: { goal: string; locale: string },
): Row | null {
	for (const locale of [wanted.locale, FALLBACK_LOCALE]) {
		for (const goal of [wanted.goal, DEFAULT_GOAL]) {
			const row = rows.find((candidate) => candidate.goal === goal && candidate.locale === locale);
			if (row) return row;
		}
	}
	return null;
}
