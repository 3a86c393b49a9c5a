import type { Person, Sex } from './person.ts';

interface Line {
	/** First age in years that it holds for; up to the next line's, not included. */
	readonly from: number;
	/** kcal a day for each kg */
	readonly weight: number;
	/** kcal a day */
	readonly constant: number;
}

export type SchofieldTable = Readonly<Record<Sex, readonly Line[]>>;

/** FAO/WHO/UNU, Human energy requirements (2004), Table 5.2: the adult lines. */
export const SCHOFIELD: SchofieldTable = {
	male: [
		{ from: 18, weight: 15.057, constant: 692.2 },
		{ from: 30, weight: 11.472, constant: 873.1 },
		{ from: 60, weight: 11.711, constant: 587.7 },
	],
	female: [
		{ from: 18, weight: 14.818, constant: 486.6 },
		{ from: 30, weight: 8.126, constant: 845.6 },
		{ from: 60, weight: 9.082, constant: 658.5 },
	],
};

/**
 * Basal metabolic rate in kcal a day, not rounded, from age, sex and weight. Standard error 108 to 167 kcal; the
 * report means it for groups rather than for one person. Units: years, kg.
 *
 * @throws RangeError below 18 years.
 */
export function schofield(person: Person, table: SchofieldTable = SCHOFIELD): number {
	const line = table[person.sex].findLast(({ from }) => person.age >= from);
	if (!line) throw new RangeError('the adult lines of Schofield begin at 18 years');
	return line.weight * person.weight_kg + line.constant;
}
