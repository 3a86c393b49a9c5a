import type { Knex } from 'knex';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { aggregateFastingDefinition } from '../../platform/jobs/definitions/aggregate-fasting.ts';
import type { Job, JsonObject, StepOutcome } from '../../platform/jobs/job.ts';
import type { HostContext } from '../../platform/host-context.ts';
import { decodeRow } from '../../platform/sql/decode-row.ts';
import { insights } from '../../schema/collections/insights.ts';
import { addEvents, addPerson, fastingDatabase, keys } from '../support/fasting/stored-history.ts';
import { describeOnDatabases, type ScratchDatabase } from '../support/scratch-database.ts';
import { DAY, end, HOUR, start } from '../unit/fasting/histories.ts';

const asOf = '2026-01-31';
const hashKeys = keys.map(({ kid, secret }) => `${kid}:${secret.toString('base64')}`).join(',');

/** Fasts of 16 hours that end at noon in Riyadh on so many dates until the 31st. */
const fastsUntil = (count: number) =>
	Array.from({ length: count }, (_, index) => Date.parse('2026-01-31T12:00+03:00') - index * DAY).flatMap(
		(ended) => [start(ended - 16 * HOUR), end(ended)],
	);

describeOnDatabases('the job aggregate-fasting', (kind) => {
	let database: ScratchDatabase;
	let knex: Knex;
	beforeAll(async () => {
		database = await fastingDatabase(kind, 'aggregate_job');
		knex = database.connect();
	});
	afterAll(() => database?.drop());
	beforeEach(async () => {
		for (const table of ['insights', 'events', 'user_profiles', 'bebetter_salts', 'directus_users'])
			await knex(table).delete();
	});

	const jobAt = (now: number, env: Record<string, unknown> = { BEBETTER_HASH_KEYS: hashKeys }): Job =>
		aggregateFastingDefinition({ env } as unknown as HostContext, () => now);
	const night = Date.parse('2026-02-01T06:00Z');

	const step = (job: Job, payload: unknown, cursor: JsonObject | null, fail = false): Promise<StepOutcome> =>
		knex.transaction(async (trx) => {
			const { signal } = new AbortController();
			const outcome = await job.step({
				trx,
				payload: job.payload.parse(payload),
				cursor: cursor && (JSON.parse(JSON.stringify(cursor)) as JsonObject),
				signal,
				prepared: undefined,
			});
			if (fail) throw new Error('killed');
			return outcome;
		});

	async function run(payload: unknown, now = night, job = jobAt(now)): Promise<JsonObject> {
		for (let cursor: JsonObject | null = null; ;) {
			const outcome: StepOutcome = await step(job, payload, cursor);
			if ('result' in outcome) return outcome.result;
			cursor = outcome.cursor;
		}
	}

	async function rowsOf(user: string): Promise<Record<string, unknown>[]> {
		const rows: Record<string, unknown>[] = await knex('insights')
			.where({ user })
			.orderBy([{ column: 'as_of' }, { column: 'window' }]);
		return rows.map((row) => decodeRow(insights, row));
	}

	it('writes the last 35 dates, and nothing at all when it runs again', async () => {
		const user = await addPerson(knex);
		await addEvents(knex, user, fastsUntil(60));
		expect(await run({ as_of: asOf })).toEqual({
			people: 1,
			hidden: 0,
			written: 72,
			unchanged: 0,
			tangled: 0,
			events: 120,
		});
		const before = await rowsOf(user);
		expect(before.at(-1)).toMatchObject({ as_of: asOf, window: 30, completed_fasts: 30, current_streak: 60 });
		expect(await run({ as_of: asOf }, night + HOUR)).toMatchObject({ written: 0, unchanged: 70 });
		expect(await rowsOf(user)).toEqual(before);
	});

	it('takes up what arrives late, and only rows that change are written', async () => {
		const user = await addPerson(knex);
		const fasts = fastsUntil(40);
		await addEvents(knex, user, [...fasts.slice(0, 10), ...fasts.slice(12)]);
		await run({ as_of: asOf });
		expect((await rowsOf(user)).at(-1)).toMatchObject({ current_streak: 5, best_streak: 34 });
		await addEvents(knex, user, fasts.slice(10, 12));
		// The 26th and the five dates after it.
		expect(await run({ as_of: asOf })).toMatchObject({ written: 12, unchanged: 58 });
		expect((await rowsOf(user)).at(-1)).toMatchObject({ current_streak: 40, best_streak: 40 });
	});

	it('goes by the person’s own yesterday when no date is named', async () => {
		const [east, west] = [
			await addPerson(knex, { timezone: 'Pacific/Kiritimati' }),
			await addPerson(knex, { timezone: 'Pacific/Pago_Pago' }),
		];
		await run({}, Date.parse('2026-02-01T06:00Z'));
		expect((await rowsOf(east)).at(-1)).toMatchObject({ as_of: '2026-01-31' });
		expect((await rowsOf(west)).at(-1)).toMatchObject({ as_of: '2026-01-30' });
	});

	it('each hour takes the zones whose clocks passed 03:00; a zone that nobody knows is UTC', async () => {
		const [riyadh, mars, nowhere] = [
			await addPerson(knex),
			await addPerson(knex, { timezone: 'Mars/Olympus' }),
			await addPerson(knex, { timezone: null }),
		];
		const { schedule } = jobAt(night);
		const at = async (hour: string) => run(schedule!.payload(hour), Date.parse(`${hour}:05:00Z`));
		expect(await at('2026-02-01T00')).toMatchObject({ people: 1 });
		expect(await at('2026-02-01T01')).toMatchObject({ people: 0 });
		expect(await at('2026-02-01T03')).toMatchObject({ people: 2 });
		for (const user of [riyadh, mars, nowhere])
			expect((await rowsOf(user)).at(-1)).toMatchObject({ as_of: '2026-01-31' });
	});

	it('gives nobody rows from before we knew of them, but always the one that was asked for', async () => {
		const joined = new Date('2026-01-30T09:00Z');
		const [fresh, early] = [
			await addPerson(knex, { date_created: joined }),
			await addPerson(knex, { date_created: joined }),
		];
		await addEvents(knex, early, fastsUntil(4));
		await run({ as_of: asOf });
		const datesOf = async (user: string) => [...new Set((await rowsOf(user)).map((row) => row['as_of']))];
		expect(await datesOf(fresh)).toEqual(['2026-01-30', '2026-01-31']);
		expect(await datesOf(early)).toEqual(['2026-01-27', '2026-01-28', '2026-01-29', '2026-01-30', asOf]);
		await run({ as_of: '2026-01-15' });
		expect(await datesOf(fresh)).toEqual(['2026-01-15', '2026-01-30', '2026-01-31']);
	});

	it('computes nothing for people from whom fasting is hidden', async () => {
		const people = [
			await addPerson(knex, { birth_date: '2010-06-01' }),
			await addPerson(knex, { pregnant: true }),
			await addPerson(knex, { lactating: true }),
			await addPerson(knex, { eating_disorder: true }),
		];
		for (const user of people) await addEvents(knex, user, fastsUntil(2));
		expect(await run({ as_of: asOf })).toMatchObject({ people: 0, hidden: 4, written: 0, events: 0 });
	});

	it('counts the streaks of another kind of plan anew', async () => {
		const user = await addPerson(knex);
		await addEvents(knex, user, fastsUntil(50));
		await run({ as_of: asOf });
		const preset = crypto.randomUUID();
		await knex('fasting_presets').insert({
			id: preset,
			slug: '5-2',
			status: 'published',
			kind: 'weekly',
			fast_days_per_week: 2,
		});
		await knex('user_profiles').where({ user }).update({ fasting_preset: preset });
		await run({ as_of: asOf });
		// Fifty days reach back to 13 December, a Saturday, with one fast day less than two apart that week.
		expect((await rowsOf(user)).at(-1)).toMatchObject({ streak_unit: 'week', current_streak: 7 });
	});

	it('reads events under every key, and refuses to run without keys', async () => {
		const user = await addPerson(knex);
		await addEvents(knex, user, fastsUntil(10), (index) => keys[index % 2]!);
		await run({ as_of: asOf, user });
		expect((await rowsOf(user)).at(-1)).toMatchObject({ current_streak: 10 });
		await expect(run({ as_of: asOf }, night, jobAt(night, {}))).rejects.toThrow('Set BEBETTER_HASH_KEYS');
	});

	it('ends with the same rows when it is killed in every one of its steps', async () => {
		const users: string[] = [];
		const joined = { date_created: new Date('2026-01-30T09:00Z') };
		await knex.transaction(async (trx) => {
			for (let index = 0; index < 1_100; index += 1) users.push(await addPerson(trx, joined));
		});
		for (const user of users.slice(0, 40)) await addEvents(knex, user, fastsUntil(1));
		const job = jobAt(night);
		let cursor: JsonObject | null = null;
		for (let steps = 1; ; steps += 1) {
			await expect(step(job, { as_of: asOf }, cursor, true)).rejects.toThrow('killed');
			const outcome: StepOutcome = await step(job, { as_of: asOf }, cursor);
			if ('result' in outcome) {
				expect(steps).toBe(3);
				expect(outcome.result).toMatchObject({ people: 1_100, written: 1_100 * 4, unchanged: 0 });
				break;
			}
			cursor = outcome.cursor;
		}
		expect(await run({ as_of: asOf })).toMatchObject({ people: 1_100, written: 0 });
	}, 120_000);
});
