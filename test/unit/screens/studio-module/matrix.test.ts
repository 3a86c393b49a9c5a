import { describe, expect, it } from 'vitest';
import type { CellState, OverviewCell, VariantName } from '../../../../domain/screens/studio/contract.ts';
import { arrangeScreens, type Filter } from '../../../../extensions/modules/screens/overview/matrix.ts';

const cell = (
	screen_key: string,
	goal: VariantName['goal'],
	locale: VariantName['locale'],
	...states: CellState[]
): OverviewCell => ({
	screen_key,
	goal,
	locale,
	id: null,
	states,
	live_revision: 1,
	schema_version: 1,
	floors: { min_app_version: null, min_app_version_ios: null, min_app_version_android: null },
	problems: { errors: 0, warnings: 0 },
	scheduled_for: null,
	changed_at: null,
	changed_by: null,
});

const everything: Filter = { search: '', states: [], goal: null, locale: null };
const cells = [
	cell('meals', 'default', 'en', 'live'),
	cell('home', 'default', 'en', 'live'),
	cell('home', 'default', 'ar', 'live', 'draft'),
	cell('home', 'gain', 'en', 'invalid'),
];
const keysOf = (filter: Partial<Filter>) =>
	arrangeScreens(cells, { ...everything, ...filter }).map(({ screen_key }) => screen_key);

describe('screens as a matrix', () => {
	it('has a line for each language and a column for each goal, with holes where nothing is', () => {
		const [home] = arrangeScreens(cells, everything);
		expect(home?.screen_key).toBe('home');
		expect(home?.lines.map(({ locale }) => locale)).toEqual(['en', 'ar']);
		expect(home?.lines.map((line) => line.cells.map(({ cell }) => cell !== null))).toEqual([
			[true, false, false, true],
			[true, false, false, false],
		]);
		expect(home?.lines[1]?.cells[3]?.name).toEqual({ screen_key: 'home', goal: 'gain', locale: 'ar' });
	});

	it('lets through screens of which something is found', () => {
		expect(keysOf({})).toEqual(['home', 'meals']);
		expect(keysOf({ search: ' ME ' })).toEqual(['home', 'meals']);
		expect(keysOf({ search: 'meal' })).toEqual(['meals']);
		expect(keysOf({ states: ['draft'] })).toEqual(['home']);
		expect(keysOf({ states: ['draft', 'invalid'], locale: 'en' })).toEqual(['home']);
		expect(keysOf({ states: ['draft'], locale: 'en' })).toEqual([]);
		expect(keysOf({ goal: 'gain' })).toEqual(['home']);
	});

	it('names what a bulk selection takes: nothing that the filter leaves out', () => {
		const [home] = arrangeScreens(cells, { ...everything, states: ['live'], goal: 'default' });
		expect(home?.found).toEqual([cells[1], cells[2]]);
	});
});
