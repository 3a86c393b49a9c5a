import type { Message, Problem } from '../problem.ts';
import { errorAt, problemAt, warningAt } from '../problem.ts';
import { readNumber } from '../text/read-number.ts';
import type { Nutrient } from './nutrients.ts';
import { NUTRIENTS } from './nutrients.ts';
import { roundHalfUp } from './round.ts';

export type CarbConvention = 'by_difference' | 'available';

// Calibrated on the 8,789 foods of USDA SR28; reference/nutrition.md 6.1 counts how many break each rule.
const MAX_KCAL = 902;
const MAX_GRAMS = 100.5;
const MAX_SODIUM_MG = 40_000;
const SAT_FAT_TOLERANCE_G = 0.1;
const CARB_TOLERANCE_G = 0.5;
const ENERGY_ERROR_SHARE = 0.3;
const ENERGY_WARNING_SHARE = 0.15;
const ENERGY_TOLERANCE_KCAL = 5;

const REQUIRED: readonly Nutrient[] = ['kcal', 'protein_g', 'carb_g', 'fat_g'];
const EXPECTED: readonly Nutrient[] = ['sugar_g', 'fibre_g'];
const MAJOR: readonly Nutrient[] = ['protein_g', 'carb_g', 'fat_g', 'fibre_g', 'sugar_g', 'sat_fat_g'];

type Values = Record<Nutrient, number | null>;

/**
 * Checks the nutrients of a food, per 100 g, against each other. An energy that does not follow from the
 * nutrients is an error unless `override_reason` says why; then it is a warning.
 *
 * @param options.draft what is missing is a warning, not an error.
 */
export function checkPlausibility(row: Record<string, unknown>, options: { draft: boolean }): Problem[] {
	const values = Object.fromEntries(
		NUTRIENTS.map((nutrient) => [nutrient, readNumber(row[nutrient])]),
	) as Values;
	const faults = [...checkPresence(values, options), ...checkRanges(values)];
	// A value that is no number or below zero would only repeat itself in the rules that relate values.
	if (faults.some(({ code }) => code === 'NUTRIENT_NOT_A_NUMBER' || code === 'NUTRIENT_NEGATIVE'))
		return faults;
	return [...faults, ...checkRelations(values, row), ...checkEnergy(values, row)];
}

/**
 * Energy in kcal from the general factors of EU 1169/2011 Annex XIV: protein 4, carbohydrate without
 * fibre 4, fibre 2, fat 9, alcohol 7 kcal/g. USDA carbohydrate is by difference and includes fibre.
 */
export function computeEnergy(
	values: { protein_g: number; carb_g: number; fat_g: number; fibre_g: number; alcohol_g: number },
	convention: CarbConvention,
): number {
	const { protein_g, carb_g, fat_g, fibre_g, alcohol_g } = values;
	const carbs = convention === 'by_difference' ? Math.max(0, carb_g - fibre_g) : carb_g;
	return 4 * protein_g + 4 * carbs + 2 * fibre_g + 9 * fat_g + 7 * alcohol_g;
}

function checkPresence(values: Values, { draft }: { draft: boolean }): Problem[] {
	const required = REQUIRED.filter((nutrient) => values[nutrient] === null).map((nutrient) =>
		problemAt(draft ? 'warning' : 'error', nutrient, 'NUTRIENT_MISSING', {
			en: 'Enter the value per 100 g. If there is really none, write 0.',
			ar: 'أدخل القيمة لكل 100 غرام. إن كانت معدومة فعلًا فاكتب 0.',
		}),
	);
	const expected = EXPECTED.filter((nutrient) => values[nutrient] === null).map((nutrient) =>
		warningAt(nutrient, 'NUTRIENT_UNKNOWN', {
			en: 'Unknown is not zero: totals with this food will be marked incomplete. Enter the value if you can find it.',
			ar: 'القيمة المجهولة ليست صفرًا: ستظهر مجاميع هذا الطعام غير مكتملة. أدخل القيمة إن وجدتها.',
		}),
	);
	return [...required, ...expected];
}

function checkRanges(values: Values): Problem[] {
	return NUTRIENTS.flatMap((nutrient) => {
		const value = values[nutrient];
		if (value === null) return [];
		if (Number.isNaN(value)) return [errorAt(nutrient, 'NUTRIENT_NOT_A_NUMBER', NOT_A_NUMBER)];
		if (value < 0) return [errorAt(nutrient, 'NUTRIENT_NEGATIVE', NEGATIVE)];
		return value > largest(nutrient) ? [errorAt(nutrient, 'NUTRIENT_TOO_HIGH', tooHigh(nutrient))] : [];
	});
}

const NOT_A_NUMBER: Message = {
	en: 'Enter a number, with a point for decimals, or leave the field empty if the value is unknown.',
	ar: 'أدخل رقمًا مع نقطة للكسور العشرية، أو اترك الحقل فارغًا إن كانت القيمة مجهولة.',
};

const NEGATIVE: Message = {
	en: 'A nutrient cannot be below 0. Correct the value, or leave the field empty if it is unknown.',
	ar: 'لا يمكن أن تكون القيمة أقل من 0. صحّحها أو اترك الحقل فارغًا إن كانت مجهولة.',
};

function largest(nutrient: Nutrient): number {
	if (nutrient === 'kcal') return MAX_KCAL;
	return nutrient === 'sodium_mg' ? MAX_SODIUM_MG : MAX_GRAMS;
}

function tooHigh(nutrient: Nutrient): Message {
	if (nutrient === 'kcal') {
		return {
			en: `100 g hold at most ${MAX_KCAL} kcal, which is pure fat. Check that the value is kcal, not kJ, and per 100 g.`,
			ar: `لا تتجاوز طاقة 100 غرام ${MAX_KCAL} سعرة، وهي طاقة الدهن الخالص. تأكد أن القيمة بالسعرات لا بالكيلوجول ولكل 100 غرام.`,
		};
	}
	if (nutrient === 'sodium_mg') {
		return {
			en: 'Pure salt has less than 40,000 mg sodium in 100 g. Check the unit: milligrams of sodium, not of salt.',
			ar: 'في 100 غرام من الملح الخالص أقل من 40000 ملغ صوديوم. تأكد من الوحدة: ملغ صوديوم لا ملح.',
		};
	}
	return {
		en: '100 g of food cannot hold more than 100 g of this. Check the unit, and that the value is per 100 g.',
		ar: 'لا يمكن أن تحتوي 100 غرام من الطعام على أكثر من 100 غرام منه. تأكد من الوحدة ومن أن القيمة لكل 100 غرام.',
	};
}

function checkRelations(values: Values, row: Record<string, unknown>): Problem[] {
	const { protein_g, carb_g, fat_g, fibre_g, sugar_g, sat_fat_g } = values;
	const problems: Problem[] = [];
	if ((protein_g ?? 0) + (carb_g ?? 0) + (fat_g ?? 0) > MAX_GRAMS) {
		problems.push(
			errorAt('carb_g', 'MACROS_EXCEED_100_G', {
				en: 'Protein, carbohydrate and fat add up to more than 100 g in 100 g. Check the three values.',
				ar: 'مجموع البروتين والكربوهيدرات والدهون يتجاوز 100 غرام في كل 100 غرام. راجع القيم الثلاث.',
			}),
		);
	}
	if (sat_fat_g !== null && fat_g !== null && sat_fat_g > fat_g + SAT_FAT_TOLERANCE_G) {
		problems.push(
			errorAt('sat_fat_g', 'SAT_FAT_EXCEEDS_FAT', {
				en: 'Saturated fat is part of fat and cannot be more than it. Check both values.',
				ar: 'الدهون المشبعة جزء من الدهون ولا يمكن أن تزيد عليها. راجع القيمتين.',
			}),
		);
	}
	if (sugar_g !== null && carb_g !== null && sugar_g > carb_g + CARB_TOLERANCE_G) {
		problems.push(
			errorAt('sugar_g', 'SUGAR_EXCEEDS_CARB', {
				en: 'Sugars are part of carbohydrate and cannot be more than it. Check both values.',
				ar: 'السكريات جزء من الكربوهيدرات ولا يمكن أن تزيد عليها. راجع القيمتين.',
			}),
		);
	} else if (
		carb_g !== null &&
		readConvention(row) === 'by_difference' &&
		(sugar_g ?? 0) + (fibre_g ?? 0) > carb_g + CARB_TOLERANCE_G
	) {
		problems.push(
			warningAt('carb_convention', 'SUGAR_AND_FIBRE_EXCEED_CARB', {
				en: 'Sugars and fibre together are more than carbohydrate. If the value comes from a European label, choose “fibre left out”.',
				ar: 'مجموع السكريات والألياف أكبر من الكربوهيدرات. إن كانت القيمة من ملصق أوروبي فاختر «دون الألياف».',
			}),
		);
	}
	if (hasThreeEqual(values)) {
		problems.push(
			warningAt('protein_g', 'NUTRIENTS_EQUAL', {
				en: 'Three or more nutrients have the same value. Check that none was copied into the wrong field.',
				ar: 'لثلاثة مغذيات أو أكثر القيمة نفسها. تأكد من عدم نسخ قيمة إلى حقل خاطئ.',
			}),
		);
	}
	return problems;
}

function checkEnergy(values: Values, row: Record<string, unknown>): Problem[] {
	const { kcal, protein_g, carb_g, fat_g } = values;
	if (kcal === null || protein_g === null || carb_g === null || fat_g === null) return [];

	const fibre_g = values.fibre_g ?? 0;
	const alcohol_g = values.alcohol_g ?? 0;
	const computed = computeEnergy({ protein_g, carb_g, fat_g, fibre_g, alcohol_g }, readConvention(row));
	const difference = Math.abs(computed - kcal);
	if (difference <= kcal * ENERGY_WARNING_SHARE + ENERGY_TOLERANCE_KCAL) return [];

	const shown = roundHalfUp(computed, 0);
	if (difference <= kcal * ENERGY_ERROR_SHARE + ENERGY_TOLERANCE_KCAL) {
		return [
			warningAt('kcal', 'ENERGY_UNUSUAL', {
				en: `The nutrients give about ${shown} kcal. Check the energy and the nutrients once more.`,
				ar: `تعطي المغذيات نحو ${shown} سعرة. راجع الطاقة والمغذيات مرة أخرى.`,
			}),
		];
	}
	const isExplained = typeof row.override_reason === 'string' && row.override_reason.trim() !== '';
	return [
		problemAt(isExplained ? 'warning' : 'error', 'kcal', 'ENERGY_IMPLAUSIBLE', {
			en: `The nutrients give about ${shown} kcal, far from the value entered. Correct the values, or explain the difference in “Why the energy differs”.`,
			ar: `تعطي المغذيات نحو ${shown} سعرة، وهذا بعيد عن القيمة المدخلة. صحّح القيم أو اشرح الفرق في «سبب اختلاف الطاقة».`,
		}),
	];
}

/** The column's default stands in for an empty value. */
function readConvention(row: Record<string, unknown>): CarbConvention {
	return row.carb_convention === 'available' ? 'available' : 'by_difference';
}

function hasThreeEqual(values: Values): boolean {
	const counts = new Map<number, number>();
	for (const nutrient of MAJOR) {
		const value = values[nutrient];
		if (value !== null && value > 1) counts.set(value, (counts.get(value) ?? 0) + 1);
	}
	return [...counts.values()].some((count) => count >= 3);
}
