import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ResponseStore } from '../../platform/publishing/response-store.ts';
import { entryAt, entryOf, revisionOf } from '../support/publishing/entries.ts';

export interface StoreUnderTest {
	readonly store: ResponseStore;
	/** Another view of the same entries, as another instance has it. */
	readonly other: ResponseStore;
	close(): Promise<void>;
}

const forcedRaces = 10_000;
const numberOf = async (store: ResponseStore, key: string, known: number): Promise<number | null> =>
	(await store.get(key, revisionOf(known)))?.revision.number ?? null;

/** What every store promises, whoever asks in whatever order. */
export function describeResponseStore(name: string, open: () => Promise<StoreUnderTest>): void {
	describe(`a response store: ${name}`, () => {
		let under: StoreUnderTest;
		let store: ResponseStore;

		beforeEach(async () => {
			under = await open();
			store = under.store;
			await store.clear(revisionOf(1));
		});
		afterEach(() => under?.close());

		it('returns what was stored, byte for byte', async () => {
			const entry = entryOf('k', 1, ['a', 'b'], 'أرز'.repeat(500));
			expect(await store.put(entry)).toBe(true);
			expect(await under.other.get('k', revisionOf(1))).toEqual(entry);
			expect(await store.get('unknown', revisionOf(1))).toBeNull();
		});

		it('keeps the newer of two, whichever comes last', async () => {
			expect(await store.put(entryOf('k', 2))).toBe(true);
			expect(await store.put(entryOf('k', 1))).toBe(false);
			expect(await numberOf(store, 'k', 1)).toBe(2);
			expect(await store.put(entryOf('k', 3))).toBe(true);
			expect(await numberOf(store, 'k', 1)).toBe(3);
		});

		it('takes a later epoch for newer whatever the numbers say', async () => {
			const later = revisionOf(1, '000001800000000-a');
			await store.put(entryAt('k', revisionOf(1_000), ['a']));
			expect(await store.put(entryAt('k', later, ['a'], 'later'))).toBe(true);
			expect(await store.put(entryAt('k', revisionOf(2_000), ['a']))).toBe(false);
			await store.clear(later);
			expect(await store.put(entryAt('l', revisionOf(9_999), ['a']))).toBe(false);
		});

		it('retires what carries a tag and is older, and nothing else', async () => {
			await store.put(entryOf('old', 1, ['a', 'b']));
			await store.put(entryOf('other', 1, ['c']));
			await store.put(entryOf('new', 2, ['a']));
			await store.retire(['a', 'x'], revisionOf(2), revisionOf(1));
			expect(await numberOf(store, 'old', 2)).toBeNull();
			expect(await numberOf(store, 'other', 2)).toBe(1);
			expect(await numberOf(store, 'new', 2)).toBe(2);
		});

		it('never takes back what was retired', async () => {
			await store.retire(['a'], revisionOf(5), revisionOf(1));
			expect(await store.put(entryOf('k', 4, ['b', 'a']))).toBe(false);
			await store.retire(['a'], revisionOf(3), revisionOf(1));
			expect(await store.put(entryOf('k', 4, ['b', 'a']))).toBe(false);
			expect(await store.put(entryOf('k', 5, ['a']))).toBe(true);
		});

		it('clears everything that is older, now and later', async () => {
			await store.put(entryOf('k', 1, ['a']));
			await store.put(entryOf('n', 5, ['a']));
			await store.clear(revisionOf(5));
			expect(await numberOf(store, 'k', 5)).toBeNull();
			expect(await numberOf(store, 'n', 5)).toBe(5);
			expect(await store.put(entryOf('k', 4, []))).toBe(false);
			await store.clear(revisionOf(2));
			expect(await store.put(entryOf('k', 4, []))).toBe(false);
		});

		it('survives a retirement of very many tags', async () => {
			await store.put(entryOf('k', 1, ['t19999']));
			const tags = Array.from({ length: 20_000 }, (_, index) => `t${index}`);
			await store.retire(tags, revisionOf(2), revisionOf(1));
			expect(await numberOf(store, 'k', 2)).toBeNull();
		});

		it(`shows no old content after ${forcedRaces} races of a slow reader with a publish`, async () => {
			let stale = 0;
			const race = async (trial: number): Promise<void> => {
				const key = `k${trial}`;
				const tag = `t${trial}`;
				const [old, fresh] = [entryOf(key, 1, [tag]), entryOf(key, 2, [tag])];
				const publish = async (): Promise<void> => {
					await store.retire([tag], fresh.revision, old.revision);
					if (trial % 3 !== 0) await store.put(fresh);
				};
				const slowReader = (): Promise<boolean> => under.other.put(old);

				// Before, after and while the other is at work.
				if (trial % 4 === 0) await slowReader();
				if (trial % 4 === 1) await publish().then(slowReader);
				else await Promise.all(trial % 4 === 2 ? [publish(), slowReader()] : [slowReader(), publish()]);
				for (const view of [store, under.other]) if ((await numberOf(view, key, 2)) === 1) stale += 1;
			};
			for (let trial = 0; trial < forcedRaces; trial += 100)
				await Promise.all(Array.from({ length: 100 }, (_, index) => race(trial + index)));
			expect(stale).toBe(0);
		});
	});
}
