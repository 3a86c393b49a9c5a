import type { Knex } from 'knex';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkKinds, checkSchema, type Check } from '../../domain/operations/integrity/check.ts';
import type { Rule } from '../../domain/operations/integrity/rule.ts';
import { boundedRead } from '../../platform/integrity/bounded-read.ts';
import { checkRule } from '../../platform/integrity/check-rule.ts';
import { compile } from '../../platform/integrity/compile/index.ts';
import { schemaOverview } from '../support/integrity/overview.ts';
import { describeOnDatabases, scratchDatabase, type ScratchDatabase } from '../support/scratch-database.ts';

const schema = schemaOverview({
	people: { id: 'uuid', email: 'string', status: 'string', extra: 'alias' },
	slots: {
		id: 'integer',
		person: 'string',
		owner: 'uuid',
		day: 'date',
		begins: 'timestamp',
		ends: 'timestamp',
		from_hour: 'float',
		to_hour: 'float',
		active: 'boolean',
		title_en: 'string',
		title_ar: 'text',
		rank: 'integer',
		doc: 'json',
	},
});

const ann = '00000000-0000-4000-8000-000000000001';
const ben = '00000000-0000-4000-8000-000000000002';
const gone = '00000000-0000-4000-8000-00000000dead';

/** Each is right unless a test says what is wrong with it. */
const slot = (id: number, change: Record<string, unknown> = {}) => ({
	id,
	person: null,
	owner: ann,
	day: null,
	begins: null,
	ends: null,
	from_hour: null,
	to_hour: null,
	active: true,
	title_en: null,
	title_ar: null,
	rank: null,
	doc: null,
	...change,
});

const now = new Date('2026-06-01T12:00:00Z');

type Typed = Parameters<typeof checkSchema.parse>[0];

describeOnDatabases('rules of integrity', (database) => {
	let scratch: ScratchDatabase;
	let knex: Knex;

	beforeAll(async () => {
		scratch = await scratchDatabase(database, 'integrity', []);
		knex = scratch.connect();
		await knex.schema.createTable('people', (columns) => {
			columns.uuid('id').primary();
			columns.string('email');
			columns.string('status');
		});
		await knex.schema.createTable('slots', (columns) => {
			columns.integer('id').primary();
			columns.string('person');
			columns.uuid('owner');
			columns.date('day');
			columns.timestamp('begins', { useTz: true });
			columns.timestamp('ends', { useTz: true });
			columns.double('from_hour');
			columns.double('to_hour');
			columns.boolean('active');
			columns.string('title_en');
			columns.text('title_ar');
			columns.integer('rank');
			columns.json('doc');
		});
		await knex('people').insert([
			{ id: ann, email: 'ann@example.com', status: 'active' },
			{ id: ben, email: 'ben@example.com', status: 'left' },
		]);
	});
	afterAll(() => scratch?.drop());

	/** The slots alone, with these keys, are broken by a check. */
	async function broken(check: Typed, rows: Record<string, unknown>[]): Promise<number[]> {
		await knex('slots').delete();
		for (const row of rows) await knex('slots').insert(row);
		const parsed = checkSchema.parse(check);
		const found = await checkRule({ knex, schema, now }, ruleOf(parsed));
		expect(found.problem).toBeNull();
		expect(found.count).toBe(found.sample.length);
		const inOrder: { id: number }[] = await compile({ knex, schema, now }, parsed).ids(100, {
			inOrder: true,
		});
		const sample = found.sample.map(Number).sort((one, other) => one - other);
		expect(inOrder.map(({ id }) => id)).toEqual(sample);
		return sample;
	}
	const ruleOf = (check: Check): Rule => ({
		id: 'test',
		severity: 'error',
		title: { en: 'Test', ar: 'اختبار' },
		remedy: { en: 'Test', ar: 'اختبار' },
		fixers: [],
		check,
	});

	it('has a test for every kind', () => {
		expect([...checkKinds].sort()).toEqual(
			[
				'forbidden',
				'json_reference',
				'max_per_group',
				'order',
				'orphan',
				'range',
				'required_pair',
				'unique',
			].sort(),
		);
	});

	it('finds orphans, also where a text refers to a uuid', async () => {
		const parent = { collection: 'people', column: 'id' };
		expect(
			await broken({ kind: 'orphan', collection: 'slots', column: 'owner', parent }, [
				slot(1),
				slot(2, { owner: gone }),
				slot(3, { owner: null }),
			]),
		).toEqual([2]);
		expect(
			await broken({ kind: 'orphan', collection: 'slots', column: 'person', parent }, [
				slot(1, { person: ann }),
				slot(2, { person: gone }),
				slot(3, { person: 'nobody' }),
			]),
		).toEqual([2, 3]);
	});

	it('finds references to rows that exist but are not meant', async () => {
		const parent = {
			collection: 'people',
			column: 'id',
			where: [{ column: 'status', op: 'eq', value: 'active' }],
		};
		expect(
			await broken({ kind: 'orphan', collection: 'slots', column: 'owner', parent }, [
				slot(1),
				slot(2, { owner: ben }),
			]),
		).toEqual([2]);
	});

	it('compares two columns: times, dates and texts', async () => {
		const time = (hour: number) => new Date(Date.UTC(2026, 5, 1, hour));
		const rows = [
			slot(1, { begins: time(8), ends: time(9) }),
			slot(2, { begins: time(9), ends: time(8) }),
			slot(3, { begins: time(9), ends: time(9) }),
			slot(4, { begins: time(9) }),
		];
		const check = { kind: 'order', collection: 'slots', low: 'begins', high: 'ends' };
		expect(await broken(check, rows)).toEqual([2, 3]);
		expect(await broken({ ...check, equal: true }, rows)).toEqual([2]);
		expect(await broken({ ...check, empty: 'report' }, rows)).toEqual([2, 3, 4]);
		expect(
			await broken({ ...check, low: 'title_en', high: 'title_ar' }, [
				slot(1, { title_en: 'B', title_ar: 'a' }),
				slot(2, { title_en: 'a', title_ar: 'B' }),
			]),
		).toEqual([2]);
	});

	it('holds a column, or a sum, to limits', async () => {
		const rows = [
			slot(1, { from_hour: 16, to_hour: 8 }),
			slot(2, { from_hour: 16, to_hour: 9 }),
			slot(3, { from_hour: -1, to_hour: 25 }),
			slot(4, { from_hour: 20 }),
		];
		const check = { kind: 'range', collection: 'slots', columns: ['from_hour'], min: 0, max: 18 };
		expect(await broken(check, rows)).toEqual([3, 4]);
		const sum = { ...check, columns: ['from_hour', 'to_hour'], min: 23.98, max: 24.02 };
		expect(await broken(sum, rows)).toEqual([2]);
		expect(await broken({ ...sum, empty: 'report' }, rows)).toEqual([2, 4]);
		expect(await broken({ ...check, max: undefined }, rows)).toEqual([3]);
	});

	it('allows so many rows a group, and keeps the first or last', async () => {
		const rows = [
			slot(1, { day: '2026-06-01', rank: 4 }),
			slot(2, { day: '2026-06-01', rank: 3 }),
			slot(3, { day: '2026-06-01', rank: 2 }),
			slot(4, { day: '2026-06-01', rank: null }),
			slot(5, { day: '2026-06-01', active: false }),
			slot(6, { day: '2026-06-02' }),
			slot(7, { day: null }),
			slot(8, { day: null }),
			slot(9, { day: null }),
		];
		const check = {
			kind: 'max_per_group',
			collection: 'slots',
			columns: ['owner', 'day'],
			most: 2,
			where: [{ column: 'active', op: 'eq', value: true }],
		};
		expect(await broken(check, rows)).toEqual([3, 4]);
		expect(await broken({ ...check, keep: { column: 'rank', which: 'last' } }, rows)).toEqual([3, 4]);
		expect(await broken({ ...check, keep: { column: 'rank', which: 'first' } }, rows)).toEqual([1, 4]);
		expect(await broken({ ...check, most: 1, where: [] }, rows)).toEqual([2, 3, 4, 5]);
	});

	it('wants columns to have values together, and counts spaces as none', async () => {
		const rows = [
			slot(1, { title_en: 'Oats', title_ar: 'شوفان' }),
			slot(2, { title_en: 'Oats', title_ar: '   ' }),
			slot(3, { title_en: '', title_ar: null }),
			slot(4, { title_en: null, title_ar: 'شوفان' }),
		];
		const check = { kind: 'required_pair', collection: 'slots', columns: ['title_en', 'title_ar'] };
		expect(await broken(check, rows)).toEqual([2, 4]);
		expect(await broken({ ...check, need: 'all' }, rows)).toEqual([2, 3, 4]);
	});

	it('finds repeats, with capitals and spaces or without', async () => {
		const rows = [
			slot(1, { title_en: 'oat milk' }),
			slot(2, { title_en: 'Oat Milk' }),
			slot(3, { title_en: 'oatmilk' }),
			slot(4, { title_en: 'oat milk', active: false }),
			slot(5, { title_en: 'ÉTÉ' }),
			slot(6, { title_en: 'été' }),
			slot(7),
			slot(8),
		];
		const check = { kind: 'unique', collection: 'slots', columns: ['title_en'] };
		expect(await broken(check, rows)).toEqual([4]);
		expect(await broken({ ...check, ignore_case: true }, rows)).toEqual([2, 4]);
		expect(await broken({ ...check, ignore_case: true, ignore_spaces: true }, rows)).toEqual([2, 3, 4]);
		const where = [{ column: 'active', op: 'neq', value: false }];
		expect(await broken({ ...check, where }, rows)).toEqual([]);
	});

	describe('inside JSON', () => {
		const parent = { collection: 'people', column: 'email' };
		const base = { kind: 'json_reference', collection: 'slots', column: 'doc', parent };
		const json = (id: number, doc: unknown) => slot(id, { doc: JSON.stringify(doc) });

		it('follows keys and lists', async () => {
			const rows = [
				json(1, { list: [{ who: 'ann@example.com' }, { who: 'ben@example.com' }] }),
				json(2, { list: [{ who: 'ann@example.com' }, { who: 'eve@example.com' }, { who: 'zoe' }] }),
				json(3, { list: { who: 'eve@example.com' }, who: 'eve@example.com' }),
				json(4, { list: [['x'], null, 7, 'y', { who: null }, { who: true }, { who: { a: 1 } }] }),
				json(5, ['who']),
				slot(6),
				json(7, { list: [{ who: ['ann@example.com', 'eve@example.com', null, {}] }] }),
				json(8, { list: [{ who: 12 }] }),
			];
			expect(await broken({ ...base, path: ['list', '*', 'who'] }, rows)).toEqual([2, 7, 8]);
			expect(await broken({ ...base, path: ['who'] }, rows)).toEqual([3]);
		});

		it('looks at any depth, beside a key with a value', async () => {
			const rows = [
				json(1, { a: [{ b: { type: 'open', who: 'ann@example.com' } }] }),
				json(2, { a: [{ b: { type: 'open', who: 'eve@example.com' } }] }),
				json(3, { a: [{ b: { type: 'shut', who: 'eve@example.com' } }] }),
				json(4, { type: 'open', who: 'eve@example.com' }),
				json(5, { a: [[{ type: 'open', who: 'eve' }], { type: 'open', who: 'zoe' }] }),
			];
			const any = { ...base, path: ['**', 'who'] };
			expect(await broken(any, rows)).toEqual([2, 3, 4, 5]);
			expect(await broken({ ...any, beside: { key: 'type', value: 'open' } }, rows)).toEqual([2, 4, 5]);
		});

		it('takes keys for what they are, whatever is in them', async () => {
			const key = `it's "a" $.key? ?? %`;
			const rows = [json(1, { [key]: 'ann@example.com' }), json(2, { [key]: 'eve' }), json(3, { it: 'eve' })];
			expect(await broken({ ...base, path: [key] }, rows)).toEqual([2]);
		});
	});

	it('finds what must not be, by every comparison', async () => {
		const rows = [
			slot(1, { title_en: 'https://a.example', day: '2026-06-01', rank: 1 }),
			slot(2, { title_en: 'HTTPS://a.example', day: '2026-06-02', rank: 2 }),
			slot(3, { title_en: '  ', active: false, rank: 3, begins: new Date('2026-06-01T12:00:00.001Z') }),
			slot(4, { title_en: null, active: null, begins: new Date('2026-06-01T11:59:59Z') }),
		];
		const forbidden = (...where: unknown[]) =>
			broken({ kind: 'forbidden', collection: 'slots', where }, rows);
		const is = (column: string, op: string, value?: unknown) => ({
			column,
			op,
			...(value !== undefined && { value }),
		});
		expect(await forbidden(is('title_en', 'starts_with', 'https://'))).toEqual([1]);
		expect(await forbidden(is('title_en', 'nstarts_with', 'https://'))).toEqual([2, 3, 4]);
		expect(await forbidden(is('title_en', 'empty'))).toEqual([3, 4]);
		expect(await forbidden(is('title_en', 'nempty'))).toEqual([1, 2]);
		expect(await forbidden(is('title_en', 'null'))).toEqual([4]);
		expect(await forbidden(is('title_en', 'nnull'))).toEqual([1, 2, 3]);
		expect(await forbidden(is('day', 'eq', '2026-06-02'))).toEqual([2]);
		expect(await forbidden(is('day', 'lt', '2026-06-02'))).toEqual([1]);
		expect(await forbidden(is('day', 'eq', '$now'))).toEqual([1]);
		expect(await forbidden(is('begins', 'gt', '$now'))).toEqual([3]);
		expect(await forbidden(is('begins', 'lte', '2026-06-01T12:00:00Z'))).toEqual([4]);
		expect(await forbidden(is('active', 'eq', true))).toEqual([1, 2]);
		expect(await forbidden(is('active', 'neq', true))).toEqual([3, 4]);
		expect(await forbidden(is('rank', 'in', [1, 3]))).toEqual([1, 3]);
		expect(await forbidden(is('rank', 'nin', [1, 3]))).toEqual([2, 4]);
		expect(await forbidden(is('rank', 'gte', 2), is('active', 'eq', true))).toEqual([2]);
		expect(await forbidden(is('title_en', 'eq', `' or 1=1 --`))).toEqual([]);
	});

	it('names 20 rows at most, and counts all', async () => {
		await knex('slots').delete();
		await knex('slots').insert(Array.from({ length: 50 }, (_, id) => slot(id, { owner: gone, rank: 1 })));
		const parent = { collection: 'people', column: 'id' };
		const checks: Typed[] = [
			{ kind: 'orphan', collection: 'slots', column: 'owner', parent },
			{ kind: 'max_per_group', collection: 'slots', columns: ['rank'], most: 1 },
		];
		for (const check of checks) {
			const found = await checkRule({ knex, schema, now }, ruleOf(checkSchema.parse(check)));
			expect(found.sample).toHaveLength(20);
			expect(found.count).toBe(check === checks[0] ? 50 : 49);
		}
	});

	it('says what a rule names that is not there, instead of failing', async () => {
		const parent = { collection: 'people', column: 'id' };
		const found = (check: Typed) => checkRule({ knex, schema, now }, ruleOf(checkSchema.parse(check)));
		expect(await found({ kind: 'orphan', collection: 'slot', column: 'owner', parent })).toMatchObject({
			status: 'cannot_run',
			count: null,
			problem: { en: 'check.collection: there is no collection "slot". Did you mean "slots"?' },
		});
		expect(await found({ kind: 'orphan', collection: 'slots', column: 'ownr', parent })).toMatchObject({
			status: 'cannot_run',
			problem: { en: expect.stringContaining('Did you mean "owner"?'), ar: expect.stringContaining('owner') },
		});
		expect(await found({ kind: 'range', collection: 'slots', columns: ['title_en'], min: 1 })).toMatchObject({
			status: 'cannot_run',
			problem: { en: expect.stringContaining('numbers') },
		});
	});

	it('ends a statement that takes too long, and goes on', async () => {
		const endless = `with recursive n(i) as (select 1 union all select i + 1 from n where i < 500000000) select count(*) from n`;
		const began = performance.now();
		await expect(boundedRead(knex, 200, (trx) => trx.raw(endless))).rejects.toMatchObject({
			code: database === 'postgres' ? '57014' : 'SQLITE_INTERRUPT',
		});
		expect(performance.now() - began).toBeLessThan(5_000);
		expect((await knex('people').pluck('id')).sort()).toEqual([ann, ben].sort());
	});

	it.runIf(database === 'postgres')('cannot write, whatever a statement says', async () => {
		await expect(boundedRead(knex, 1_000, (trx) => trx('people').delete())).rejects.toThrow(/read-only/);
	});
});
