import { expect, it } from 'vitest';
import { checkAppSettings } from '../../../domain/content/check-app-settings.ts';

const faultsOf = (row: Record<string, unknown>) =>
	checkAppSettings(row, ['foods', 'recipes']).map(({ code, pointer }) => `${code} ${pointer ?? ''}`);

it.each([
	{},
	{ cache_policy: null },
	{ cache_policy: { foods: 'public, max-age=60, stale-if-error=86400', recipes: 'no-store' } },
	{ floor_confirmation_share: 0 },
	{ floor_confirmation_share: 100 },
])('%j is accepted', (row) => {
	expect(faultsOf(row)).toEqual([]);
});

it.each([
	[['no-store'], ''],
	['no-store', ''],
	[{ foods: 60 }, '/foods'],
	[{ foods: '' }, '/foods'],
	[{ pantry: 'public' }, '/pantry'],
	[{ foods: 'public\r\nSet-Cookie: a=b' }, '/foods'],
	[{ foods: 'public\n' }, '/foods'],
	[{ 'a/b': 'public' }, '/a~1b'],
])('%j is no cache policy', (policy, pointer) => {
	expect(faultsOf({ cache_policy: policy })).toEqual([`CACHE_POLICY_INVALID ${pointer}`]);
});

it.each([-1, 101, 2.5, 'half'])('%j is no share', (share) => {
	expect(faultsOf({ floor_confirmation_share: share })).toEqual(['NUMBER_OUT_OF_RANGE ']);
});
