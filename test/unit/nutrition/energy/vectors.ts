import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
	HARRIS_BENEDICT_1984,
	harrisBenedict1984,
} from '../../../../domain/nutrition/energy/harris-benedict-1984.ts';
import {
	CUNNINGHAM_1980,
	KATCH_MCARDLE,
	leanMass,
	restingFromLeanMass,
} from '../../../../domain/nutrition/energy/lean-mass.ts';
import { MIFFLIN_1990, mifflin1990 } from '../../../../domain/nutrition/energy/mifflin-1990.ts';
import { NASEM_2023, nasem2023 } from '../../../../domain/nutrition/energy/nasem-2023.ts';
import type { Activity, Person, Sex } from '../../../../domain/nutrition/energy/person.ts';
import { SCHOFIELD, schofield } from '../../../../domain/nutrition/energy/schofield.ts';

export interface PublishedVector {
	id: string;
	equation: string;
	inputs: {
		sex?: Sex;
		age?: number;
		height_cm?: number;
		height_m?: number;
		weight_kg?: number;
		bmi?: number;
		lbm_kg?: number;
		body_fat_pct?: number;
		activity?: Activity;
		factor?: number;
		kcal?: number;
	};
	expected: number;
	tolerance: number;
	source: string;
}

export const published = JSON.parse(
	readFileSync(join(import.meta.dirname, 'published-vectors.json'), 'utf8'),
) as PublishedVector[];

/** All coefficients that the equations use, in one object that a test may perturb. */
export const coefficients = {
	nasem2023: NASEM_2023,
	mifflin1990: MIFFLIN_1990,
	harrisBenedict1984: HARRIS_BENEDICT_1984,
	katchMcArdle: KATCH_MCARDLE,
	cunningham1980: CUNNINGHAM_1980,
	schofield: SCHOFIELD,
};

export type Coefficients = typeof coefficients;

/** What must come out of the equations whatever table of coefficients they are given. */
export interface Vector {
	readonly title: string;
	readonly compute: (from: Coefficients) => number;
	readonly expected: number;
	readonly tolerance: number;
}

/** Null for a vector of an equation that is not ours; other tests hold ours against those. */
function fromPublished({ id, equation, inputs, expected, tolerance }: PublishedVector): Vector | null {
	const person = inputs as Person;
	const mass = inputs.lbm_kg ?? leanMass(inputs.weight_kg ?? Number.NaN, inputs.body_fat_pct ?? Number.NaN);
	const compute = ((): Vector['compute'] | null => {
		if (/^nasem2023\.(men|women)/.test(equation))
			return (from) => nasem2023(person, inputs.activity!, from.nasem2023);
		if (equation === 'mifflin1990' || equation.startsWith('mifflin1990 x'))
			return (from) => mifflin1990(person, from.mifflin1990) * (inputs.factor ?? 1);
		if (equation.startsWith('harris-benedict 1984'))
			return (from) => harrisBenedict1984(person, from.harrisBenedict1984);
		if (equation.startsWith('katch-mcardle')) return (from) => restingFromLeanMass(mass, from.katchMcArdle);
		if (equation.startsWith('cunningham 1980'))
			return (from) => restingFromLeanMass(mass, from.cunningham1980);
		if (equation.startsWith('schofield')) return (from) => schofield(person, from.schofield);
		return null;
	})();
	return compute && { title: `${id}, ${equation}`, compute, expected, tolerance };
}

const woman = { sex: 'female', age: 30, height_cm: 165, weight_kg: 60 } as const;
const heavyMan = { sex: 'male', age: 55, height_cm: 175, weight_kg: 95 } as const;

/**
 * What no published vector covers, from the tables of the specification: whole numbers (NASEM), computed by hand from
 * the published coefficients (Harris-Benedict, Schofield).
 */
const supplementary: Vector[] = [
	...(
		[
			[woman, 'inactive', 2021],
			[woman, 'low_active', 2183],
			[woman, 'active', 2319],
			[woman, 'very_active', 2552],
			[heavyMan, 'inactive', 2634],
			[heavyMan, 'low_active', 2858],
			[heavyMan, 'active', 3062],
			[heavyMan, 'very_active', 3434],
		] as const
	).map(([person, activity, expected]) => ({
		title: `NASEM 2023 for a ${person.sex} of ${person.age} years who is ${activity}`,
		compute: (from: Coefficients) => nasem2023(person, activity, from.nasem2023),
		expected,
		tolerance: 0.5,
	})),
	{
		title: 'Harris-Benedict 1984 for a woman',
		compute: (from) => harrisBenedict1984(woman, from.harrisBenedict1984),
		expected: 1383.683,
		tolerance: 0.001,
	},
	...(
		[
			['male', 18, 1746.19],
			['male', 29, 1746.19],
			['male', 30, 1676.14],
			['male', 59, 1676.14],
			['male', 60, 1407.47],
			['female', 18, 1523.86],
			['female', 30, 1414.42],
			['female', 60, 1294.24],
		] as const
	).map(([sex, age, expected]) => ({
		title: `Schofield for a ${sex} of ${age} years and 70 kg`,
		compute: (from: Coefficients) => schofield({ sex, age, height_cm: 170, weight_kg: 70 }, from.schofield),
		expected,
		tolerance: 0.01,
	})),
];

export const vectors: readonly Vector[] = [
	...published.map(fromPublished).filter((vector) => vector !== null),
	...supplementary,
];

/** True when the equations with these coefficients give what the vector says. */
export function holds({ compute, expected, tolerance }: Vector, from: Coefficients): boolean {
	return Math.abs(compute(from) - expected) <= tolerance + 1e-9;
}
