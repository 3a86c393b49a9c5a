import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
	readScreens,
	releaseScreens,
	rereadScreens,
	UnreleasedScreen,
} from '../../platform/screens/read-screens.ts';
import { sduiReleases, sduiScreens } from '../../schema/collections/screens.ts';
import { describeOnDatabases, scratchDatabase, type ScratchDatabase } from '../support/scratch-database.ts';

const ids = Array.from({ length: 6 }, () => randomUUID());
const keys = ['about', 'fasting', 'home', 'home_2', 'plan', 'zero'];

/** What a row of each id is after a write; null deletes it. */
const write = fc.record({
	index: fc.nat(ids.length - 1),
	row: fc.option(
		fc.record({
			status: fc.constantFrom('published', 'published', 'draft', 'archived'),
			screen_key: fc.constantFrom(...keys),
			locale: fc.constantFrom('en', 'ar'),
			schema_version: fc.integer({ min: 1, max: 3 }),
			title: fc.constantFrom('One', 'Two'),
		}),
	),
});

describeOnDatabases('reading only the screens that changed', (kind) => {
	let database: ScratchDatabase;
	let knex: Knex;

	beforeAll(async () => {
		database = await scratchDatabase(kind, 'reread_screens', [sduiScreens, sduiReleases]);
		knex = database.connect();
	});
	afterAll(() => database?.drop());

	/** @returns the ids that changed */
	async function carryOut(writes: readonly (typeof write extends fc.Arbitrary<infer T> ? T : never)[]) {
		const changed = new Set<string>();
		for (const { index, row } of writes) {
			const id = ids[index]!;
			changed.add(id);
			if (!row) {
				await knex('sdui_screens').where({ id }).delete();
				continue;
			}
			const { title, ...columns } = row;
			const stored = { ...columns, goal: 'default', payload_json: JSON.stringify({ title }) };
			const { screen_key, locale } = columns;
			const taken = await knex('sdui_screens').where({ screen_key, locale }).whereNot({ id }).first('id');
			if (taken) continue;
			if ((await knex('sdui_screens').where({ id }).update(stored)) === 0)
				await knex('sdui_screens').insert({ id, ...stored, revision: 0 });
		}
		return changed;
	}

	it('finds the same as reading all, whatever was written', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.array(write, { minLength: 1, maxLength: 4 }), { maxLength: 5 }),
				async (steps) => {
					await knex('sdui_screens').delete();
					await knex('sdui_releases').delete();
					let screens = await readScreens(knex);
					for (const writes of steps) {
						const changed = await carryOut(writes);
						await releaseScreens(knex, new Date(), changed);
						screens = await rereadScreens(knex, screens, changed);
						expect(screens).toEqual(await readScreens(knex));
					}
				},
			),
			{ numRuns: 40 },
		);
	});

	it('finds a screen that no change told of, and tells of one without a release', async () => {
		await knex('sdui_screens').delete();
		const before = await readScreens(knex);
		const row = {
			status: 'published',
			screen_key: 'home',
			locale: 'en',
			schema_version: 1,
			title: 'One',
		} as const;
		const changed = await carryOut([{ index: 0, row }]);
		await expect(rereadScreens(knex, before, changed)).rejects.toThrow(UnreleasedScreen);
		await releaseScreens(knex, new Date(), null);
		const { live } = await rereadScreens(knex, before, new Set([ids[1]!]));
		expect(live.map(({ id }) => id)).toEqual([ids[0]]);
	});
});
