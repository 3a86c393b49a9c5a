import type { Person, Sex } from './person.ts';

export type HarrisBenedictTable = Readonly<
	Record<
		Sex,
		{ readonly constant: number; readonly weight: number; readonly height: number; readonly age: number }
	>
>;

/** kcal a day, and kcal a day for each kg, cm and year. Copies in circulation have 88.632, or the sexes swapped. */
export const HARRIS_BENEDICT_1984: HarrisBenedictTable = {
	male: { constant: 88.362, weight: 13.397, height: 4.799, age: -5.677 },
	female: { constant: 447.593, weight: 9.247, height: 3.098, age: -4.33 },
};

/**
 * Resting energy expenditure in kcal a day, not rounded: the Harris-Benedict equations as re-evaluated by Roza and
 * Shizgal, Am J Clin Nutr 1984;40:168-82; precision ± 14 %. For adults. Units: years, cm, kg.
 */
export function harrisBenedict1984(
	person: Person,
	table: HarrisBenedictTable = HARRIS_BENEDICT_1984,
): number {
	const { constant, weight, height, age } = table[person.sex];
	return constant + weight * person.weight_kg + height * person.height_cm + age * person.age;
}
