import { normaliseText } from '../../domain/content/normalise-text.ts';

/** The same row with its texts trimmed and in one Unicode form, so that equal texts are equal bytes. */
export function normaliseTexts(row: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(row).map(([name, value]) => [
			name,
			typeof value === 'string' ? normaliseText(value) : value,
		]),
	);
}
