import type { Problem } from '../problem.ts';
import { errorAt } from '../problem.ts';
import { readNumber } from '../text/read-number.ts';
import type { NumberRule, Row } from './row-checks.ts';
import {
	checkChoice,
	checkContentKeys,
	checkNumber,
	checkOptionalTexts,
	checkRequiredTexts,
	isEmpty,
	missing,
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
		...checkChoice(row, 'goal', ['lose', 'maintain', 'gain']),
		...checkRequiredTexts(row, 'name'),
		...checkOptionalTexts(row, 'description'),
		...(isEmpty(row.energy_formula) ? missing(row, 'energy_formula') : []),
		...Object.entries(NUMBERS).flatMap(([field, rule]) => checkNumber(row, field, rule)),
		...ASCENDING.flatMap((fields) => checkAscending(row, fields)),
	];
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
