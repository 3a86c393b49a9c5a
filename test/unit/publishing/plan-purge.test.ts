import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planPurge } from '../../../domain/publishing/plan-purge.ts';
import { itemTags, mostItemTags, publicTags } from '../../../domain/publishing/tags.ts';

const name = fc.constantFrom('foods', 'recipes', 'videos');
const id = fc.constantFrom('a', 'b', 'c');
const column = fc.constantFrom('kcal', 'slug', 'tags');
const change = fc.record({
	collection: name,
	item: fc.option(id),
	columns: fc.option(fc.uniqueArray(column, { minLength: 1 })),
});

describe('which answers a change affects', () => {
	it('is nothing without a change', () => {
		expect(planPurge([])).toEqual({ tags: [], collections: [] });
	});

	it('always includes the answers that show the item, long lists too', () => {
		fc.assert(
			fc.property(fc.array(change), (changes) => {
				const { tags } = planPurge(changes);
				for (const { collection, item } of changes)
					if (item !== null)
						expect(tags).toEqual(expect.arrayContaining([`${collection}:${item}`, `${collection}:many`]));
			}),
		);
	});

	it('is the whole collection when an item appears, vanishes, or it cannot be told which', () => {
		fc.assert(
			fc.property(fc.array(change), (changes) => {
				const whole = changes.filter(({ item, columns }) => item === null || columns === null);
				const names = new Set(whole.map(({ collection }) => collection));
				// Recipes are made of foods.
				if (whole.some(({ collection, item }) => collection === 'foods' && item === null))
					names.add('recipes');
				expect(new Set(planPurge(changes).collections)).toEqual(names);
			}),
		);
	});

	it('is no other item and no other collection', () => {
		expect(planPurge([{ collection: 'foods', item: 'a', columns: ['kcal'] }]).tags).toEqual([
			'foods:a',
			'foods:many',
			'foods#kcal',
		]);
	});

	it('of several changes is all that each of them affects', () => {
		fc.assert(
			fc.property(fc.array(change), fc.array(change), (first, second) => {
				const together = new Set(planPurge([...first, ...second]).tags);
				expect(together).toEqual(new Set([...planPurge(first).tags, ...planPurge(second).tags]));
			}),
		);
	});
});

describe('tags', () => {
	it('name each item of a list up to what a header can hold, then the long lists', () => {
		const ids = (count: number) => Array.from({ length: count }, (_, index) => String(index));
		expect(itemTags('foods', ids(mostItemTags))).toHaveLength(mostItemTags);
		expect(itemTags('foods', ids(mostItemTags + 1))).toEqual(['foods:many']);
	});

	it('of columns stay inside', () => {
		expect(publicTags(['foods', 'foods:1', 'foods#kcal', 'foods:many'])).toEqual([
			'foods',
			'foods:1',
			'foods:many',
		]);
	});
});
