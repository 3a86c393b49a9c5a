import fc from 'fast-check';
import { expect, it } from 'vitest';
import { weigh } from '../../../platform/publishing/entry.ts';
import { MemoryStore } from '../../../platform/publishing/memory-store.ts';
import { entryOf, revisionOf } from '../../support/publishing/entries.ts';

it('holds no more bytes than it may, whatever is stored', () => {
	const sizes = fc.array(fc.tuple(fc.nat(60), fc.nat(20_000)), { maxLength: 100 });
	fc.assert(
		fc.property(sizes, (entries) => {
			const store = new MemoryStore(50_000);
			for (const [key, size] of entries) {
				store.store(entryOf(`k${key}`, 1, [], 'x'.repeat(size)));
				expect(store.size).toBeLessThanOrEqual(50_000);
			}
		}),
	);
});

it('lets the least recently used go first', () => {
	const one = weigh(entryOf('a', 1));
	const store = new MemoryStore(one * 3);
	for (const key of ['a', 'b', 'c']) store.store(entryOf(key, 1));
	store.peek('a');
	store.store(entryOf('d', 1));
	expect(['a', 'b', 'c', 'd'].filter((key) => store.peek(key))).toEqual(['a', 'c', 'd']);
});

it('forgets the tags of what it let go', () => {
	const store = new MemoryStore(weigh(entryOf('a', 1, ['t'])) * 2);
	for (let index = 0; index < 1_000; index += 1) store.store(entryOf(`k${index}`, 1, ['t']));
	expect(store.affected(['t']).length).toBe(store.count);
});

it('refuses old content however many tags were retired since', () => {
	const store = new MemoryStore(1e9);
	store.retireNow(['first'], revisionOf(10));
	for (let index = 0; index < 25_000; index += 1) store.retireNow([`t${index}`], revisionOf(11 + index));
	expect(store.store(entryOf('old', 9, ['first']))).toBe(false);
});

it('clearing takes what is older and leaves what is not', () => {
	const store = new MemoryStore(1e9);
	store.store(entryOf('old', 1));
	store.store(entryOf('new', 2));
	expect(store.clearNow(revisionOf(2))).toEqual(['old']);
	expect(store.peek('new')).toMatchObject({ key: 'new', revision: revisionOf(2) });
	expect(store.store(entryOf('old', 1))).toBe(false);
});
