import type { Knex } from 'knex';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { shippedRules } from '../../domain/operations/integrity/shipped-rules.ts';
import { checkRule } from '../../platform/integrity/check-rule.ts';
import { schemaOverview } from '../support/integrity/overview.ts';
import { describeOnDatabases, scratchDatabase, type ScratchDatabase } from '../support/scratch-database.ts';

const now = new Date('2026-06-01T12:00:00Z');
const daysAgo = (days: number): Date => new Date(now.getTime() - days * 86_400_000);
const rule = shippedRules.find(({ id }) => id === 'bebetter.unreferenced-files')!;

const schema = {
	...schemaOverview({
		directus_files: { id: 'uuid', title: 'string', created_on: 'timestamp' },
		directus_users: { id: 'uuid', avatar: 'uuid', note: 'text' },
		directus_revisions: { id: 'integer', data: 'json' },
		pages: { id: 'integer', body: 'text', layout: 'json', loose: 'uuid', named: 'string' },
		pages_files: { id: 'integer', page: 'integer', file: 'string' },
		pages_any: { id: 'integer', collection: 'string', item: 'string' },
		events: { id: 'integer', props: 'json' },
		bebetter_alerts: { id: 'integer', text: 'text' },
	}),
	relations: [
		{ collection: 'directus_users', field: 'avatar', related_collection: 'directus_files' },
		{ collection: 'pages_files', field: 'file', related_collection: 'directus_files' },
		{ collection: 'pages_any', field: 'item', related_collection: null },
	] as never,
};

let last = 0;
const newId = (): string => `00000000-0000-4000-8000-${String((last += 1)).padStart(10, '0')}ab`;

describeOnDatabases('files that nothing refers to', (database) => {
	let scratch: ScratchDatabase;
	let knex: Knex;
	let file: string;

	beforeAll(async () => {
		scratch = await scratchDatabase(database, 'files', []);
		knex = scratch.connect();
		for (const { collection, primary, fields } of Object.values(schema.collections))
			await knex.schema.createTable(collection, (columns) => {
				for (const { field, type } of Object.values(fields)) {
					if (field === primary && type === 'integer') columns.increments(field);
					else if (type === 'timestamp') columns.timestamp(field, { useTz: true });
					else if (type === 'uuid') columns.uuid(field);
					else if (type === 'json') columns.json(field);
					else if (type === 'integer') columns.integer(field);
					else columns.text(field);
				}
			});
	});
	beforeEach(async () => {
		for (const table of Object.keys(schema.collections)) await knex(table).delete();
		await knex('directus_files').insert({ id: (file = newId()), title: 'old', created_on: daysAgo(31) });
	});
	afterAll(() => scratch?.drop());

	const found = async (): Promise<readonly string[]> => {
		const { problem, count, sample } = await checkRule({ knex, schema, now }, rule);
		expect(problem).toBeNull();
		expect(count).toBe(sample.length);
		return sample;
	};

	it('are found when they are older than 30 days', async () => {
		await knex('directus_files').insert({ id: newId(), title: file, created_on: daysAgo(29) });
		expect(await found()).toEqual([file]);
	});

	it.each([
		['a relation', () => knex('directus_users').insert({ id: newId(), avatar: file })],
		['a relation whose column is a text', () => knex('pages_files').insert({ file })],
		[
			'a relation to any collection',
			() => knex('pages_any').insert({ collection: 'directus_files', item: file }),
		],
		['a uuid that is no relation', () => knex('pages').insert({ loose: file })],
		['a formatted text', () => knex('pages').insert({ body: `<img src="/assets/${file}?width=20">` })],
		['capitals', () => knex('pages').insert({ named: file.toUpperCase() })],
		[
			'JSON, beside other ids',
			() => knex('pages').insert({ layout: JSON.stringify([newId(), { image: file }]) }),
		],
		['a text of Directus', () => knex('directus_users').insert({ id: newId(), note: `see ${file}.` })],
	])('are none of them with %s to one', async (_what, refer) => {
		await refer();
		expect(await found()).toEqual([]);
	});

	it('are still that with an empty reference, with history, and with what machines wrote', async () => {
		await knex('directus_users').insert({ id: newId(), avatar: null });
		await knex('directus_revisions').insert({ data: JSON.stringify({ image: file }) });
		await knex('events').insert({ props: JSON.stringify({ image: file }) });
		await knex('bebetter_alerts').insert({ text: file });
		expect(await found()).toEqual([file]);
	});

	it('are looked for in every row, however many there are', async () => {
		const rows = Array.from({ length: 1_201 }, () => ({ body: newId() }));
		for (let from = 0; from < rows.length; from += 100)
			await knex('pages').insert(rows.slice(from, from + 100));
		expect(await found()).toEqual([file]);
		await knex('pages').insert({ body: file });
		expect(await found()).toEqual([]);
	});
});
