import { ENERGY_FORMULAS, needsBodyFat } from '../nutrition/energy/maintenance.ts';
import { GOALS } from '../nutrition/targets/profile.ts';
import type { Problem } from '../problem.ts';
import { errorAt, warningAt } from '../problem.ts';
import { readNumber } from '../text/read-number.ts';
import { checkDietVariants } from './check-diet-variants.ts';
import type { NumberRule, Row } from './row-checks.ts';
import {
	checkChoice,
	checkContentKeys,
	checkNumber,
	checkOptionalTexts,
	checkRequiredTexts,
} from './row-checks.ts';

// Floors: 2013 AHA/ACC/TOS guideline 3a; protein: RDA 0.8 to ISSN 3.1 g/kg. The other limits are ours.
const NUMBERS: Readonly<Record<string, NumberRule>> = {
	pace_gentle: { min: 0, max: 0.25 },
	pace_standard: { min: 0, max: 0.25 },
	pace_fast: { min: 0, max: 0.25 },
	max_deficit_kcal: { min: 0, max: 1000 },
	max_deficit_kcal_per_kg: { min: 0, max: 15 },
	surplus_share: { min: 0, max: 0.25 },
	max_surplus_kcal: { min: 0, max: 1000 },
	protein_g_per_kg: { min: 0.8, max: 3.1 },
	high_protein_g_per_kg: { min: 0.8, max: 3.1 },
	fat_share: { min: 0.2, max: 0.5 },
	floor_kcal_female: { min: 1200, max: 3000 },
	floor_kcal_male: { min: 1500, max: 3000 },
};

/** Each value must not be below the one before it. */
const ASCENDING: readonly (readonly string[])[] = [
	['pace_gentle', 'pace_standard', 'pace_fast'],
	['protein_g_per_kg', 'high_protein_g_per_kg'],
];

/** Checks a full row of `goal_defaults`: the numbers behind every user's targets. Shares are from 0 to 1. */
export function checkGoalDefaults(row: Row): Problem[] {
	return [
		...checkContentKeys(row),
		...checkChoice(row, 'goal', GOALS),
		...checkRequiredTexts(row, 'name'),
		...checkOptionalTexts(row, 'description'),
		...checkFormula(row),
		...Object.entries(NUMBERS).flatMap(([field, rule]) => checkNumber(row, field, rule)),
		...ASCENDING.flatMap((fields) => checkAscending(row, fields)),
		...checkFloors(row),
		...checkEffect(row),
		...checkDietVariants(row),
	];
}

/** An equation on lean mass is a choice with a consequence that nobody expects. */
function checkFormula(row: Row): Problem[] {
	const problems = checkChoice(row, 'energy_formula', ENERGY_FORMULAS);
	const formula = ENERGY_FORMULAS.find((known) => known === row.energy_formula);
	if (!formula || !needsBodyFat(formula)) return problems;
	return [
		...problems,
		warningAt('energy_formula', 'FORMULA_NEEDS_BODY_FAT', {
			en: 'This equation needs a measured body fat. People who entered none get the NASEM 2023 equation instead, and are told so.',
			ar: 'تحتاج هذه المعادلة إلى نسبة دهون مقيسة. من لم يدخلها تُحسب له معادلة الأكاديميات الوطنية 2023 بدلًا منها، ويُبلَّغ بذلك.',
		}),
	];
}

/** Men's floor is never the lower one; whoever enters that has swapped the two. */
function checkFloors(row: Row): Problem[] {
	const female = readNumber(row.floor_kcal_female);
	const male = readNumber(row.floor_kcal_male);
	if (female === null || male === null || !(male < female)) return [];
	return [
		errorAt('floor_kcal_male', 'FLOORS_SWAPPED', {
			en: `This must be at least ${female}, the value for women. Check that the two are not swapped.`,
			ar: `يجب ألا تقل القيمة عن ${female}، وهي قيمة النساء. تأكد من عدم تبديل القيمتين.`,
		}),
	];
}

/** What makes a goal change anything: with 0 it would promise what it does not do. */
const EFFECTS: Readonly<Record<string, readonly string[]>> = {
	lose: ['pace_gentle', 'max_deficit_kcal', 'max_deficit_kcal_per_kg'],
	gain: ['surplus_share', 'max_surplus_kcal'],
};

function checkEffect(row: Row): Problem[] {
	return (EFFECTS[String(row.goal)] ?? [])
		.filter((field) => readNumber(row[field]) === 0)
		.map((field) =>
			errorAt(field, 'GOAL_WITHOUT_EFFECT', {
				en: 'With 0 this goal changes nothing. Enter a number above 0.',
				ar: 'مع القيمة 0 لا يغيّر هذا الهدف شيئًا. أدخل رقمًا أكبر من 0.',
			}),
		);
}

function checkAscending(row: Row, fields: readonly string[]): Problem[] {
	return fields.slice(1).flatMap((field, index) => {
		const lower = readNumber(row[fields[index] ?? '']);
		const value = readNumber(row[field]);
		if (lower === null || value === null || !(value < lower)) return [];
		return [
			errorAt(field, 'NUMBER_BELOW_PREVIOUS', {
				en: `This must be at least ${lower}, the value of the milder choice. Raise it or lower the other.`,
				ar: `يجب ألا تقل القيمة عن ${lower}، وهي قيمة الخيار الأخف. ارفعها أو خفّض الأخرى.`,
			}),
		];
	});
}
