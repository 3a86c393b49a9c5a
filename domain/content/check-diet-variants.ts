import { appendToPointer } from '../json-pointer.ts';
import { VARIANT_NUMBERS } from '../nutrition/targets/diet-variants.ts';
import type { Problem } from '../problem.ts';
import { errorAt } from '../problem.ts';
import { isRecord } from '../record.ts';
import { readNumber } from '../text/read-number.ts';
import type { NumberRule, Row } from './row-checks.ts';
import { describeRange, isEmpty, isWithin } from './row-checks.ts';

const FIELD = 'diet_variants';

/**
 * Fat and protein as for the goal itself. A carbohydrate limit at or above 45 % of energy, the low end of what is
 * recommended for everybody, would limit nothing.
 */
const LIMITS: Readonly<Record<(typeof VARIANT_NUMBERS)[number], NumberRule>> = {
	protein_g_per_kg: { min: 0.8, max: 3.1 },
	fat_share: { min: 0.2, max: 0.5 },
	carb_share_max: { min: 0.05, max: 0.45 },
	carb_g_max: { min: 20, max: 300 },
};

/** Checks `diet_variants` of a goal: an object of diets, each an object of the numbers that it changes. */
export function checkDietVariants(row: Row): Problem[] {
	const variants = row[FIELD];
	if (isEmpty(variants)) return [];
	if (!isRecord(variants)) return [errorAt(FIELD, 'VARIANTS_NOT_AN_OBJECT', NOT_AN_OBJECT)];
	return Object.entries(variants).flatMap(([diet, numbers]) => checkVariant(diet, numbers));
}

const NOT_AN_OBJECT = {
	en: 'Write diets with their numbers, for example {"keto": {"carb_g_max": 30}}.',
	ar: 'اكتب الأنماط مع أرقامها، مثل {"keto": {"carb_g_max": 30}}.',
};

function checkVariant(diet: string, numbers: unknown): Problem[] {
	const pointer = appendToPointer('', diet);
	if (!/^[a-z][a-z0-9_]{0,63}$/.test(diet)) {
		const message = {
			en: 'Name a diet in small Latin letters, digits and underscores, for example “low_carb”.',
			ar: 'سمّ النمط بحروف لاتينية صغيرة وأرقام وشرطات سفلية، مثل low_carb.',
		};
		return [errorAt(FIELD, 'DIET_NAME_INVALID', message, pointer)];
	}
	if (!isRecord(numbers)) return [errorAt(FIELD, 'VARIANTS_NOT_AN_OBJECT', NOT_AN_OBJECT, pointer)];
	return Object.entries(numbers).flatMap(([name, value]) => checkNumberOf(diet, name, value));
}

function checkNumberOf(diet: string, name: string, value: unknown): Problem[] {
	const pointer = appendToPointer(appendToPointer('', diet), name);
	const known = VARIANT_NUMBERS.find((number) => number === name);
	if (!known) {
		const message = {
			en: `Unknown number. Choose one of: ${VARIANT_NUMBERS.join(', ')}.`,
			ar: `رقم غير معروف. اختر واحدًا من: ${VARIANT_NUMBERS.join('، ')}.`,
		};
		return [errorAt(FIELD, 'VARIANT_NUMBER_UNKNOWN', message, pointer)];
	}
	const number = readNumber(value);
	if (number !== null && isWithin(number, LIMITS[known])) return [];
	return [errorAt(FIELD, 'NUMBER_OUT_OF_RANGE', describeRange(LIMITS[known]), pointer)];
}
