import type { Problem } from '../problem.ts';
import { errorAt, problemAt, warningAt } from '../problem.ts';
import { toAsciiDigits } from '../text/digits.ts';
import { normaliseText } from './normalise-text.ts';

export type Locale = 'en' | 'ar';

export interface BilingualRule {
	/**
	 * `required`: both texts must be there. `together`: both or neither.
	 * `draft`: like `required`, but what is missing is only a warning.
	 * `draft_together`: like `together`, but what is missing is only a warning.
	 */
	presence: 'required' | 'together' | 'draft' | 'draft_together';
}

const MAX_FOREIGN_SHARE = 0.3;
const MIN_LENGTH_RATIO = 0.3;
const MAX_LENGTH_RATIO = 3;
const BIDI_CONTROL = /[\u202A-\u202E\u2066-\u2069]/;
// Persian and some Arabic names need the non-joiner (U+200C); the joiner lives inside emoji only.
const ZERO_WIDTH =
	/[\u200B\u2060\uFEFF\u00AD]|(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F])\u200D/u;
const OTHER_CONTROL = /(?![\t\n\r])\p{Cc}/u;

const MESSAGES = {
	MISSING: {
		en: { en: 'Write the English text as well.', ar: 'اكتب النص الإنجليزي أيضًا.' },
		ar: { en: 'Write the Arabic text as well.', ar: 'اكتب النص العربي أيضًا.' },
	},
	SCRIPT: {
		en: {
			en: 'This must be English text in Latin letters. Check that the two languages are not swapped.',
			ar: 'يجب أن يكون هذا النص بالإنجليزية وبحروف لاتينية. تأكد من عدم تبديل اللغتين.',
		},
		ar: {
			en: 'This must be Arabic text; at most 30 % of its letters may be Latin. Translate it or check that the two languages are not swapped.',
			ar: 'يجب أن يكون هذا النص بالعربية، وألا تزيد الحروف اللاتينية فيه على 30٪. ترجمه أو تأكد من عدم تبديل اللغتين.',
		},
	},
	CONTROL: {
		en: 'The text contains invisible characters that disturb its display. Delete it and type it again, or paste it as plain text.',
		ar: 'يحتوي النص على رموز غير مرئية تُفسد عرضه. احذفه واكتبه من جديد أو الصقه كنص عادي.',
	},
	NOT_NORMALISED: {
		en: 'Remove the spaces at the beginning and the end, and type accented letters anew.',
		ar: 'احذف المسافات في بداية النص ونهايته، وأعد كتابة الحروف المشكولة.',
	},
	NOT_TEXT: { en: 'This must be text.', ar: 'يجب أن تكون القيمة نصًا.' },
	IDENTICAL: {
		en: 'The Arabic text is the same as the English one. Translate it.',
		ar: 'النص العربي مطابق للنص الإنجليزي. ترجمه إلى العربية.',
	},
	NUMBERS: {
		en: 'The numbers in the two languages differ. Check that the translation is up to date.',
		ar: 'الأرقام مختلفة بين اللغتين. تأكد من أن الترجمة محدّثة.',
	},
	LENGTH: {
		en: 'One text is more than three times as long as the other. Check that nothing is missing.',
		ar: 'أحد النصين أطول من الآخر بأكثر من ثلاثة أضعاف. تأكد من عدم نقص أي جزء.',
	},
} as const;

/**
 * Checks the pair `<name>_en` and `<name>_ar` of a row: both present, each in its own script, without
 * invisible controls, normalised, not identical (errors); same numbers, similar length (warnings).
 */
export function checkBilingual(row: Record<string, unknown>, name: string, rule: BilingualRule): Problem[] {
	const fields = { en: `${name}_en`, ar: `${name}_ar` };
	const texts = { en: row[fields.en], ar: row[fields.ar] };
	const problems = checkPresence(texts, fields, rule);
	problems.push(...checkLanguage(texts.en, 'en', fields.en), ...checkLanguage(texts.ar, 'ar', fields.ar));
	if (isFilled(texts.en) && isFilled(texts.ar)) {
		problems.push(...compareTexts(texts.en, texts.ar, fields.ar));
	}
	return problems;
}

/** Checks one text of a known language; an empty one is fine here. */
export function checkLanguage(text: unknown, locale: Locale, field: string, pointer?: string): Problem[] {
	if (text === null || text === undefined) return [];
	if (typeof text !== 'string') return [errorAt(field, 'TEXT_NOT_TEXT', MESSAGES.NOT_TEXT, pointer)];
	if (!isFilled(text)) return [];

	const problems: Problem[] = [];
	if (!isInScript(text, locale)) {
		problems.push(errorAt(field, 'TEXT_WRONG_SCRIPT', MESSAGES.SCRIPT[locale], pointer));
	}
	if (hasInvisibleControls(text)) {
		problems.push(errorAt(field, 'TEXT_INVISIBLE_CHARACTERS', MESSAGES.CONTROL, pointer));
	} else if (text !== normaliseText(text)) {
		problems.push(errorAt(field, 'TEXT_NOT_NORMALISED', MESSAGES.NOT_NORMALISED, pointer));
	}
	return problems;
}

/** True for bidi overrides and isolates, zero-width characters other than the non-joiner, and control codes. */
export function hasInvisibleControls(text: string): boolean {
	return BIDI_CONTROL.test(text) || ZERO_WIDTH.test(text) || OTHER_CONTROL.test(text);
}

function checkPresence(
	texts: Record<Locale, unknown>,
	fields: Record<Locale, string>,
	{ presence }: BilingualRule,
): Problem[] {
	const missing = (['en', 'ar'] as const).filter((locale) => isMissing(texts[locale]));
	const neitherIsFine = presence === 'together' || presence === 'draft_together';
	if (neitherIsFine && missing.length === 2) return [];

	const severity = presence.startsWith('draft') ? 'warning' : 'error';
	return missing.map((locale) =>
		problemAt(severity, fields[locale], 'TEXT_MISSING', MESSAGES.MISSING[locale]),
	);
}

function compareTexts(en: string, ar: string, field: string): Problem[] {
	if (normaliseText(en) === normaliseText(ar)) return [errorAt(field, 'TEXT_IDENTICAL', MESSAGES.IDENTICAL)];

	const problems: Problem[] = [];
	if (numbersIn(en) !== numbersIn(ar)) {
		problems.push(warningAt(field, 'TEXT_NUMBERS_DIFFER', MESSAGES.NUMBERS));
	}
	const ratio = [...ar].length / [...en].length;
	if (ratio < MIN_LENGTH_RATIO || ratio > MAX_LENGTH_RATIO) {
		problems.push(warningAt(field, 'TEXT_LENGTH_DIFFERS', MESSAGES.LENGTH));
	}
	return problems;
}

function isMissing(text: unknown): boolean {
	return text === null || text === undefined || (typeof text === 'string' && text.trim() === '');
}

function isFilled(text: unknown): text is string {
	return typeof text === 'string' && text.trim() !== '';
}

/** At least one letter of the own script, and at most 30 % of the letters from the other one. */
function isInScript(text: string, locale: Locale): boolean {
	let letters = 0;
	let latin = 0;
	let arabic = 0;
	for (const [letter] of text.matchAll(/\p{L}/gu)) {
		letters += 1;
		if (/\p{Script=Latin}/u.test(letter)) latin += 1;
		else if (/\p{Script=Arabic}/u.test(letter)) arabic += 1;
	}
	const [own, foreign] = locale === 'ar' ? [arabic, latin] : [latin, arabic];
	return own > 0 && foreign <= letters * MAX_FOREIGN_SHARE;
}

/** The numbers of a text in one spelling and order, so that ١٫٥ and 1.5 are the same. */
function numbersIn(text: string): string {
	const ascii = toAsciiDigits(text)
		.replaceAll('\u066B', '.')
		.replace(/(?<=\d)[,\u066C](?=\d{3}(?!\d))/g, '');
	const numbers = ascii.match(/\d+(?:[.,]\d+)*/g) ?? [];
	return numbers
		.map((number) => number.replaceAll(',', '.'))
		.sort()
		.join(' ');
}
