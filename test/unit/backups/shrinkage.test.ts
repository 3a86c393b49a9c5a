import { expect, it } from 'vitest';
import type { BackedUpTable, Manifest } from '../../../domain/operations/backups/manifest.ts';
import { shareLost, worstShrinkage } from '../../../domain/operations/backups/shrinkage.ts';

const holding = (rows: Record<string, number>, kind: BackedUpTable['kind'] = 'collection') =>
	({ tables: Object.entries(rows).map(([table, count]) => ({ table, kind, rows: count })) }) as Manifest;

it('names the table that lost the largest share, not the most rows', () => {
	const lost = worstShrinkage(
		holding({ foods: 1_000, recipes: 40, videos: 30 }),
		holding({ foods: 900, recipes: 20, videos: 30 }),
	);
	expect(lost).toEqual({ table: 'recipes', rows_before: 40, rows_after: 20 });
	expect(shareLost(lost!)).toBe(0.5);
});

it('counts a table that is gone as one that lost everything', () => {
	const lost = worstShrinkage(holding({ foods: 85 }), holding({}));
	expect(lost).toEqual({ table: 'foods', rows_before: 85, rows_after: 0 });
	expect(shareLost(lost!)).toBe(1);
});

it('says nothing of growth, of what came anew, and of what stayed', () => {
	expect(worstShrinkage(holding({ foods: 85 }), holding({ foods: 86, plans: 3 }))).toBeNull();
	expect(worstShrinkage(holding({ foods: 85 }), holding({ foods: 85 }))).toBeNull();
});

it('leaves out small tables, our machine tables, and rows that come and go', () => {
	expect(worstShrinkage(holding({ plans: 19 }), holding({ plans: 0 }))).toBeNull();
	expect(worstShrinkage(holding({ plans: 20 }), holding({ plans: 0 }))).not.toBeNull();
	expect(worstShrinkage(holding({ bebetter_salts: 50 }, 'machine'), holding({}, 'machine'))).toBeNull();
	expect(worstShrinkage(holding({ events: 90_000 }), holding({ events: 10 }))).toBeNull();
	expect(worstShrinkage(holding({ directus_activity: 90 }, 'system'), holding({}, 'system'))).toBeNull();
});
