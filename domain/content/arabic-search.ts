import { toAsciiDigits } from '../text/digits.ts';

// What Unicode decomposition does not take apart. Persian and Urdu keyboards type their own ya and kaf.
const FOLDED: Readonly<Record<string, string>> = {
	ٱ: 'ا',
	ى: 'ي',
	ی: 'ي',
	ک: 'ك',
	ة: 'ه',
	ß: 'ss',
	æ: 'ae',
	œ: 'oe',
	ø: 'o',
	ł: 'l',
	đ: 'd',
	ı: 'i',
};
const FOLDED_LETTERS = new RegExp(`[${Object.keys(FOLDED).join('')}]`, 'g');

/**
 * One spelling for search in both languages: small letters without tashkeel, tatweel or Latin accents;
 * أ إ آ ٱ as ا, ى as ي, ة as ه, ؤ as و, ئ as ي; ASCII digits; single spaces. Idempotent.
 */
export function foldForSearch(text: string): string {
	const decomposed = text.normalize('NFKD').toLowerCase().normalize('NFKD');
	// Marks go first: decomposition has turned hamza and madda on a carrier into marks.
	const bare = decomposed.replace(/[\p{M}\p{Cf}\u0640]/gu, '');
	return toAsciiDigits(bare)
		.replace(FOLDED_LETTERS, (letter) => FOLDED[letter] ?? letter)
		.replace(/\s+/g, ' ')
		.trim();
}
