import { describe, expect, it } from 'vitest';
import { planPurge } from '../../../domain/publishing/plan-purge.ts';
import { changeOfTag, changesOfAnswer, mergeChanges } from '../../../domain/publishing/purge-targets.ts';
import { targetsOfTrigger } from '../../../domain/publishing/trigger-targets.ts';

const served = ['foods', 'recipes'];

describe('a tag that is purged', () => {
	it('is a collection or one of its items', () => {
		expect(changeOfTag('foods', served)).toEqual({ collection: 'foods', item: null, columns: null });
		expect(changeOfTag('foods:a-1', served)).toEqual({ collection: 'foods', item: 'a-1', columns: [] });
	});

	it('is unknown when nothing that is served carries it', () => {
		for (const tag of [
			'',
			'food',
			'directus_users',
			'foods:',
			'foods:a b',
			'foods#kcal',
			`foods:${'x'.repeat(65)}`,
		])
			expect(changeOfTag(tag, served)).toBeNull();
	});

	it('turns over the item and the long lists, and nothing else of its collection', () => {
		expect(planPurge([changeOfTag('foods:1', served)!])).toEqual({
			tags: ['foods:1', 'foods:many'],
			collections: [],
		});
	});
});

describe('an answer that is purged by its address', () => {
	it('stands for the items of its own collection', () => {
		const tags = ['recipes', 'recipes#sort', 'recipes:1', 'recipes:2', 'foods:9'];
		const changes = changesOfAnswer({ collection: 'recipes', tags }, served);
		expect(changes.map(({ item }) => item)).toEqual(['1', '2']);
	});

	it('stands for its collection when it shows nothing, and for all long lists when it is one', () => {
		expect(changesOfAnswer({ collection: 'foods', tags: ['foods', 'foods#tags'] }, served)).toEqual([
			{ collection: 'foods', item: null, columns: null },
		]);
		expect(changesOfAnswer({ collection: 'foods', tags: ['foods', 'foods:many'] }, served)).toEqual([
			{ collection: 'foods', item: 'many', columns: [] },
		]);
	});

	it('stands for nothing when it is made of no content', () => {
		expect(changesOfAnswer({ collection: 'openapi', tags: [] }, served)).toEqual([]);
	});
});

it('merges repetitions and what a whole collection includes', () => {
	const tags = ['foods:1', 'foods', 'recipes:1', 'recipes:1'];
	const changes = mergeChanges(tags.map((tag) => changeOfTag(tag, served)!));
	expect(changes.map(({ collection, item }) => [collection, item])).toEqual([
		['foods', null],
		['recipes', '1'],
	]);
});

describe('what a trigger says changed', () => {
	it('is the item of an event', () => {
		expect(
			targetsOfTrigger({ event: 'foods.items.create', key: 'a', collection: 'foods', payload: {} }),
		).toEqual({
			collection: 'foods',
			items: ['a'],
			isEvent: true,
			mayWithdraw: false,
		});
		expect(targetsOfTrigger({ event: 'items.sort', item: 3, to: 4, collection: 'foods' })?.items).toEqual([
			'3',
		]);
	});

	it('may be a withdrawal', () => {
		const event = (name: string, payload: unknown) =>
			targetsOfTrigger({ event: name, keys: ['a', 'b'], collection: 'foods', payload });
		expect(event('foods.items.delete', ['a', 'b'])).toMatchObject({ items: ['a', 'b'], mayWithdraw: true });
		expect(event('foods.items.update', { status: 'draft' })?.mayWithdraw).toBe(true);
		expect(event('foods.items.update', { name_en: 'Oats' })?.mayWithdraw).toBe(false);
	});

	it('is what a person selected', () => {
		const body = { collection: 'foods', keys: ['a'] };
		expect(targetsOfTrigger({ path: '/trigger/1', body })).toMatchObject({ items: ['a'], isEvent: false });
		expect(targetsOfTrigger({ body: { collection: 'foods' } })?.items).toEqual([]);
	});

	it('is nothing for a schedule or a webhook of somebody’s own', () => {
		for (const trigger of [null, {}, { body: {} }, { body: 'x' }, 'x', []])
			expect(targetsOfTrigger(trigger)).toBeNull();
	});
});
