import { describe, expect, it } from 'vitest';
import { checkChoices } from '../../../domain/content/check-choices.ts';
import {
	checkFoodInUse,
	checkFoodNeeded,
	checkIngredient,
} from '../../../domain/content/check-ingredients.ts';
import { taken } from '../../../domain/content/check-taken.ts';

const published = { status: 'published', name_en: 'Lentils', name_ar: 'عدس' };
const draft = { ...published, status: 'draft' };
const codesAt = (problems: { field: string; code: string; severity: string }[]) =>
	problems.filter(({ severity }) => severity === 'error').map(({ field, code }) => `${field} ${code}`);

describe('an ingredient saved by itself', () => {
	const row = { grams: 200, food: 'f' };

	it.each([
		[row, { recipe: published, food: published }, []],
		[row, { recipe: draft, food: draft }, []],
		[row, { recipe: null, food: draft }, []],
		[row, { recipe: published, food: draft }, ['food FOOD_UNPUBLISHED']],
		[row, { recipe: null, food: null }, ['food FOOD_UNKNOWN']],
		[{ ...row, grams: 0 }, { recipe: draft, food: draft }, ['grams WEIGHT_NOT_POSITIVE']],
		[{ ...row, grams: undefined }, { recipe: draft, food: draft }, ['grams WEIGHT_NOT_POSITIVE']],
		[{ ...row, grams: 100_001 }, { recipe: draft, food: draft }, ['grams WEIGHT_NOT_POSITIVE']],
		[{ ...row, grams: 'x' }, { recipe: draft, food: draft }, ['grams WEIGHT_NOT_POSITIVE']],
		[{ ...row, note_en: 'raw' }, { recipe: published, food: published }, ['note_ar TEXT_MISSING']],
		[{ ...row, note_en: 'raw' }, { recipe: draft, food: draft }, []],
		[{ ...row, note_ar: 'raw' }, { recipe: draft, food: draft }, ['note_ar TEXT_WRONG_SCRIPT']],
	])('%j in %j', (ingredient, around, expected) => {
		expect(codesAt(checkIngredient(ingredient, around))).toEqual(expected);
	});
});

describe('a food that leaves', () => {
	const titles = ['a', 'b', 'c', 'd'].map((name) => ({ title_en: name, title_ar: `ع${name}` }));

	it('may go when no recipe has it', () => {
		expect([...checkFoodInUse([]), ...checkFoodNeeded([])]).toEqual([]);
	});

	it('names up to three recipes that need it', () => {
		for (const [problem] of [checkFoodInUse(titles), checkFoodNeeded(titles)]) {
			expect(problem?.message.en).toContain('(a, b, c)');
			expect(problem?.message.ar).toContain('(عa، عb، عc)');
		}
	});
});

describe('a word out of a closed set', () => {
	const choices = { level: ['beginner', 'advanced'] };

	it('is one of the set, or empty', () => {
		for (const level of ['beginner', null, undefined, ''])
			expect(checkChoices({ level }, choices)).toEqual([]);
	});

	it.each(['expert', 'Beginner', 3, ['beginner']])('%j is none', (level) => {
		expect(checkChoices({ level }, choices)).toMatchObject([{ field: 'level', code: 'CHOICE_UNKNOWN' }]);
	});
});

it('a value that is taken is told at its field; several at the first, by their names', () => {
	expect(taken(['slug'], [{ en: 'Slug', ar: 'المعرّف' }])).toMatchObject({
		field: 'slug',
		code: 'VALUE_TAKEN',
	});
	const labels = [
		{ en: 'Screen', ar: 'الشاشة' },
		{ en: 'Goal', ar: 'الهدف' },
	];
	expect(taken(['screen_key', 'goal'], labels)).toMatchObject({
		field: 'screen_key',
		message: { en: expect.stringContaining('screen, goal'), ar: expect.stringContaining('الشاشة، الهدف') },
	});
});
