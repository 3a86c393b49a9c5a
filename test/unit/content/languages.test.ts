import { describe, expect, it } from 'vitest';
import { checkBilingual } from '../../../domain/content/languages.ts';

function codes(en: unknown, ar: unknown, presence: 'required' | 'together' | 'draft' = 'required'): string[] {
	const problems = checkBilingual({ name_en: en, name_ar: ar }, 'name', { presence });
	return problems.map(({ severity, field, code }) => `${severity} ${field} ${code}`);
}

describe('checkBilingual', () => {
	it.each<[string, unknown, unknown, string[]]>([
		['both are there', 'Lentils', 'عدس', []],
		['numbers in their own digits', 'Milk, 1.5% fat', 'حليب ١٫٥٪ دسم', []],
		['thousands', '1,000 steps', '١٬٠٠٠ خطوة', []],
		['a brand within 30 %', 'KitKat and chocolate', 'شوكولاتة وبسكويت Kit', []],
		['a non-joiner', 'Bread', 'نان\u200Cخوب', []],
		['a joined emoji', 'Family 👨‍👩‍👧', 'عائلة 👨‍👩‍👧', []],
		['both are missing', null, '', ['error name_en TEXT_MISSING', 'error name_ar TEXT_MISSING']],
		['swapped', 'عدس', 'Lentils', ['error name_en TEXT_WRONG_SCRIPT', 'error name_ar TEXT_WRONG_SCRIPT']],
		['Arabic half in Latin', 'Protein bar', 'لوح Protein', ['error name_ar TEXT_WRONG_SCRIPT']],
		[
			'no letters',
			'Seven',
			'7',
			[
				'error name_ar TEXT_WRONG_SCRIPT',
				'warning name_ar TEXT_NUMBERS_DIFFER',
				'warning name_ar TEXT_LENGTH_DIFFERS',
			],
		],
		[
			'identical',
			'Kit كت',
			'Kit كت',
			['error name_en TEXT_WRONG_SCRIPT', 'error name_ar TEXT_WRONG_SCRIPT', 'error name_ar TEXT_IDENTICAL'],
		],
		['a bidi override', 'Lentils', 'عدس\u202Eابيض', ['error name_ar TEXT_INVISIBLE_CHARACTERS']],
		['a zero-width space', 'Len\u200Btils', 'عدس', ['error name_en TEXT_INVISIBLE_CHARACTERS']],
		['a bare joiner', 'Len\u200Dtils', 'عدس', ['error name_en TEXT_INVISIBLE_CHARACTERS']],
		['spaces around', ' Lentils', 'عدس', ['error name_en TEXT_NOT_NORMALISED']],
		['decomposed', 'Pure\u0301e', 'هريس', ['error name_en TEXT_NOT_NORMALISED']],
		['no text', 7, 'عدس', ['error name_en TEXT_NOT_TEXT']],
		['other numbers', 'Bake for 20 minutes', 'اخبز لمدة 25 دقيقة', ['warning name_ar TEXT_NUMBERS_DIFFER']],
		['a stub', 'A long English description of it', 'وصف', ['warning name_ar TEXT_LENGTH_DIFFERS']],
	])('%s', (_name, en, ar, expected) => {
		expect(codes(en, ar)).toEqual(expected);
	});

	it('lets optional texts be absent together, and drafts be incomplete', () => {
		expect(codes(null, undefined, 'together')).toEqual([]);
		expect(codes('Lentils', null, 'together')).toEqual(['error name_ar TEXT_MISSING']);
		expect(codes('Lentils', null, 'draft')).toEqual(['warning name_ar TEXT_MISSING']);
	});
});
