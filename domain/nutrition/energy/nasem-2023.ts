import type { Activity, Person, Sex } from './person.ts';

interface Line {
	/** kcal a day */
	readonly constant: number;
	/** kcal a day for each year */
	readonly age: number;
	/** kcal a day for each cm */
	readonly height: number;
	/** kcal a day for each kg */
	readonly weight: number;
}

export type NasemTable = Readonly<Record<Sex, Readonly<Record<Activity, Line>>>>;

/** NASEM, Dietary Reference Intakes for Energy (2023), Table 5-16: adults of 19 years and older. */
export const NASEM_2023: NasemTable = {
	male: {
		inactive: { constant: 753.07, age: -10.83, height: 6.5, weight: 14.1 },
		low_active: { constant: 581.47, age: -10.83, height: 8.3, weight: 14.94 },
		active: { constant: 1004.82, age: -10.83, height: 6.52, weight: 15.91 },
		very_active: { constant: -517.88, age: -10.83, height: 15.61, weight: 19.11 },
	},
	female: {
		inactive: { constant: 584.9, age: -7.01, height: 5.72, weight: 11.71 },
		low_active: { constant: 575.77, age: -7.01, height: 6.6, weight: 12.14 },
		active: { constant: 710.25, age: -7.01, height: 6.54, weight: 12.34 },
		very_active: { constant: 511.83, age: -7.01, height: 9.07, weight: 12.56 },
	},
};

/**
 * Standard error of the value predicted for one person, in kcal a day (NASEM 2023, Tables 5-6 and 5-8). Two
 * thirds of people lie within it.
 */
export const NASEM_2023_STANDARD_ERROR: Readonly<Record<Sex, number>> = { male: 342, female: 241 };

/**
 * Estimated energy requirement of a healthy adult who keeps their weight, in kcal a day, not rounded.
 * The activity class is part of the equation; there is no factor to choose.
 *
 * Valid from 19 years on, outside pregnancy and lactation. Units: years, cm, kg.
 */
export function nasem2023(person: Person, activity: Activity, table: NasemTable = NASEM_2023): number {
	const { constant, age, height, weight } = table[person.sex][activity];
	return constant + age * person.age + height * person.height_cm + weight * person.weight_kg;
}
