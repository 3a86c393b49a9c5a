import { describe, expect, it } from 'vitest';
import { checkPlausibility, computeEnergy } from '../../../domain/nutrition/plausibility.ts';

const lentils = {
	kcal: 116,
	protein_g: 9.02,
	carb_g: 20.13,
	fat_g: 0.38,
	fibre_g: 7.9,
	sugar_g: 1.8,
	sat_fat_g: 0.05,
};
const cocoa = {
	kcal: 228,
	protein_g: 19.6,
	carb_g: 57.9,
	fat_g: 13.7,
	fibre_g: 37,
	sugar_g: 1.75,
	sat_fat_g: 8.07,
};

function codes(row: Record<string, unknown>, draft = false): string[] {
	return checkPlausibility(row, { draft }).map(({ severity, code, field }) => `${severity} ${code} ${field}`);
}

describe('checkPlausibility', () => {
	it.each<[string, Record<string, unknown>, string[]]>([
		['a real food', lentils, []],
		['no value is no number', { ...lentils, fat_g: 'much' }, ['error NUTRIENT_NOT_A_NUMBER fat_g']],
		['infinity', { ...lentils, fat_g: Number.POSITIVE_INFINITY }, ['error NUTRIENT_NOT_A_NUMBER fat_g']],
		['below zero', { ...lentils, sodium_mg: -1 }, ['error NUTRIENT_NEGATIVE sodium_mg']],
		['pure fat', { ...lentils, kcal: 902, protein_g: 0, carb_g: 0, fat_g: 100, fibre_g: 0, sugar_g: 0 }, []],
		[
			'kJ for kcal',
			{ ...lentils, kcal: 902.5 },
			['error NUTRIENT_TOO_HIGH kcal', 'error ENERGY_IMPLAUSIBLE kcal'],
		],
		['salt beyond salt', { ...lentils, sodium_mg: 40_001 }, ['error NUTRIENT_TOO_HIGH sodium_mg']],
		['rounding to 100.5 g', { kcal: 402, protein_g: 0.5, carb_g: 100, fat_g: 0, fibre_g: 0, sugar_g: 0 }, []],
		[
			'more than 100 g',
			{ ...lentils, protein_g: 81 },
			['error MACROS_EXCEED_100_G carb_g', 'error ENERGY_IMPLAUSIBLE kcal'],
		],
		['saturated above fat', { ...lentils, sat_fat_g: 0.5 }, ['error SAT_FAT_EXCEEDS_FAT sat_fat_g']],
		[
			'the milk of USDA',
			{ kcal: 61, protein_g: 3.15, carb_g: 4.8, fat_g: 3.25, fibre_g: 0, sugar_g: 5.05 },
			[],
		],
		['sugar above carbohydrate', { ...lentils, sugar_g: 21 }, ['error SUGAR_EXCEEDS_CARB sugar_g']],
		[
			'sugar and fibre above',
			{ ...lentils, sugar_g: 15 },
			['warning SUGAR_AND_FIBRE_EXCEED_CARB carb_convention'],
		],
		[
			'the same, fibre left out',
			{ ...lentils, carb_g: 12.23, sugar_g: 12, carb_convention: 'available' },
			[],
		],
		['unusual energy', { ...lentils, kcal: 135 }, ['warning ENERGY_UNUSUAL kcal']],
		['implausible energy', { ...lentils, kcal: 170 }, ['error ENERGY_IMPLAUSIBLE kcal']],
		['cocoa', cocoa, ['error ENERGY_IMPLAUSIBLE kcal']],
		['cocoa, explained', { ...cocoa, override_reason: 'USDA factors' }, ['warning ENERGY_IMPLAUSIBLE kcal']],
		[
			'cocoa, with spaces for a reason',
			{ ...cocoa, override_reason: '  ' },
			['error ENERGY_IMPLAUSIBLE kcal'],
		],
		[
			'three equal values',
			{ ...lentils, protein_g: 7.9, sugar_g: 7.9 },
			['warning NUTRIENTS_EQUAL protein_g'],
		],
		[
			'missing values',
			{ kcal: 1, protein_g: 0, carb_g: 0 },
			[
				'error NUTRIENT_MISSING fat_g',
				'warning NUTRIENT_UNKNOWN sugar_g',
				'warning NUTRIENT_UNKNOWN fibre_g',
			],
		],
	])('%s', (_name, row, expected) => {
		expect(codes(row)).toEqual(expected);
	});

	it('lets a draft be incomplete, but not wrong', () => {
		expect(codes({}, true).every((line) => line.startsWith('warning'))).toBe(true);
		expect(codes({ ...lentils, kcal: 170 }, true)).toEqual(['error ENERGY_IMPLAUSIBLE kcal']);
	});

	it('counts fibre once in either convention', () => {
		const shared = { protein_g: 9, fat_g: 1, fibre_g: 8, alcohol_g: 2 };
		expect(computeEnergy({ ...shared, carb_g: 20 }, 'by_difference')).toBe(36 + 48 + 16 + 9 + 14);
		expect(computeEnergy({ ...shared, carb_g: 12 }, 'available')).toBe(36 + 48 + 16 + 9 + 14);
	});
});
