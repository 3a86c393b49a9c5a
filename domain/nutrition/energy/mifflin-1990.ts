import type { Person, Sex } from './person.ts';

export interface MifflinTable {
	/** kcal a day for each kg */
	readonly weight: number;
	/** kcal a day for each cm */
	readonly height: number;
	/** kcal a day for each year */
	readonly age: number;
	/** kcal a day */
	readonly constant: Readonly<Record<Sex, number>>;
}

/** The rounded form that the paper recommends for use. */
export const MIFFLIN_1990: MifflinTable = {
	weight: 10,
	height: 6.25,
	age: -5,
	constant: { male: 5, female: -161 },
};

/** The ages of the 498 people it was fitted to, in years. */
export const MIFFLIN_1990_AGES = { min: 19, max: 78 } as const;

/**
 * Resting energy expenditure in kcal a day, not rounded. Mifflin, St Jeor et al., Am J Clin Nutr 1990;51:241-7
 * (PMID 2305711), R² = 0.71. Units: years, cm, kg.
 */
export function mifflin1990(person: Person, table: MifflinTable = MIFFLIN_1990): number {
	return (
		table.weight * person.weight_kg +
		table.height * person.height_cm +
		table.age * person.age +
		table.constant[person.sex]
	);
}
