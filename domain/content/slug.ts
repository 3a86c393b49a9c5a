import { toAsciiDigits } from '../text/digits.ts';
import type { Problem } from '../problem.ts';
import { errorAt } from '../problem.ts';

export const SLUG_PATTERN = /^[a-z0-9]+(-[a-z0-9]+)*$/;
export const MAX_SLUG_LENGTH = 80;

export function isSlug(text: string): boolean {
	return text.length <= MAX_SLUG_LENGTH && SLUG_PATTERN.test(text);
}

/** Checks a slug that is present, and proposes one that would do. */
export function checkSlug(value: unknown, field: string, pointer?: string): Problem[] {
	if (typeof value === 'string' && isSlug(value)) return [];

	const suggestion = typeof value === 'string' ? suggestSlug(value) : null;
	const example = suggestion ?? 'lentil-soup';
	return [
		errorAt(
			field,
			'SLUG_INVALID',
			{
				en: `Use small Latin letters, digits and single hyphens, at most ${MAX_SLUG_LENGTH} characters, for example “${example}”.`,
				ar: `استخدم أحرفًا لاتينية صغيرة وأرقامًا وشرطات مفردة، بحد أقصى ${MAX_SLUG_LENGTH} حرفًا، مثل «${example}».`,
			},
			pointer,
		),
	];
}

/** A valid slug made of the text, or null when no Latin letter or digit is in it. */
export function suggestSlug(text: string): string | null {
	const slug = toAsciiDigits(text)
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.slice(0, MAX_SLUG_LENGTH + 1)
		.replace(/^-|-$/g, '');
	return slug.slice(0, MAX_SLUG_LENGTH).replace(/-$/, '') || null;
}
