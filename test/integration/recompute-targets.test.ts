import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
	countProfiles,
	peopleWithBirthday,
	peopleWithStaleTarget,
} from '../../platform/targets/selection.ts';
import { recomputeTargets, type RecomputeReport, type Whose } from '../../platform/targets/recompute.ts';
import { decodeRow } from '../../platform/sql/decode-row.ts';
import { insertRows } from '../../platform/sql/insert-rows.ts';
import { goalDefaults } from '../../schema/collections/goal-defaults.ts';
import { userProfiles } from '../../schema/collections/user-profiles.ts';
import { userTargets } from '../../schema/collections/user-targets.ts';
import { goalDefaults as seedGoals } from '../../schema/seed/goal-defaults.ts';
import { describeOnDatabases, scratchDatabase, type ScratchDatabase } from '../support/scratch-database.ts';

const noon = new Date('2026-01-15T12:00:00Z');
const later = new Date('2026-01-15T13:00:00Z');
const clock = (now: Date) => ({ now: () => now });

/** T1 of the specification. */
const man = {
	sex: 'male',
	birth_date: '1996-01-15',
	height_cm: 170,
	weight_kg: 70,
	activity: 'inactive',
	goal: 'maintain',
	units: 'metric',
	pregnant: false,
	lactating: false,
	eating_disorder: false,
	kidney_disease: false,
	version: 1,
	date_created: new Date('2026-01-01T00:00:00Z'),
};

describeOnDatabases('recomputing targets', (kind) => {
	let database: ScratchDatabase;
	let knex: Knex;
	let otherKnex: Knex;

	beforeAll(async () => {
		const tables = [userProfiles, userTargets, goalDefaults];
		database = await scratchDatabase(kind, 'recompute', tables);
		knex = database.connect();
		otherKnex = database.connect();
	});
	afterAll(() => database?.drop());

	beforeEach(async () => {
		for (const table of ['user_targets', 'user_profiles', 'goal_defaults']) await knex(table).delete();
		const goals = seedGoals.map((row) => ({ ...row, id: randomUUID(), status: 'published' }));
		await insertRows(knex, goalDefaults, goals);
	});

	async function addPeople(...changes: object[]): Promise<string[]> {
		const rows = changes.map((change) => ({ ...man, id: randomUUID(), user: randomUUID(), ...change }));
		await insertRows(knex, userProfiles, rows);
		return rows.map(({ user }) => user);
	}

	const recompute = (whose: Whose, now = noon, on = knex): Promise<RecomputeReport> =>
		on.transaction((trx) => recomputeTargets(trx, whose, clock(now)));

	async function targetsOf(user: string): Promise<Record<string, unknown>[]> {
		const rows: Record<string, unknown>[] = await knex('user_targets')
			.where({ user })
			.orderByRaw('superseded_at is null, superseded_at');
		return rows.map((row) => decodeRow(userTargets, row));
	}

	const edit = (user: string, change: object, on: Knex = knex): Promise<number> =>
		on('user_profiles').where({ user }).update(change);

	it('writes the whole row: numbers, inputs, numbers before rounding, flags and sources', async () => {
		const [user] = await addPeople({ goal: 'lose', diet: 'keto' });
		const report = await recompute({ users: [user!] });
		expect(report).toEqual({
			examined: 1,
			written: 1,
			unchanged: 0,
			byStatus: { ok: 1, incomplete: 0, invalid_input: 0, out_of_scope: 0 },
			next: null,
		});
		const [row] = await targetsOf(user!);
		expect(row).toMatchObject({
			user,
			status: 'ok',
			reason: null,
			missing: null,
			bmr_kcal: 1618,
			tdee_kcal: 2520,
			target_kcal: 2140,
			protein_g: 112,
			carb_g: 30,
			fat_g: 175,
			fibre_g: 30,
			sodium_max_mg: 2000,
			water_total_ml: 3700,
			flags: ['outside_amdr'],
			formula_id: 'nasem2023_eer',
			formula_version: 1,
			input_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
			inputs_snapshot: { age: 30, weight_kg: 70, unrounded: { tdee_kcal: 2520.17 } },
			effective_date: '2026-01-15',
			computed_at: noon.toISOString(),
			superseded_at: null,
		});
		expect(row!['sources']).toContain('NASEM 2023, Dietary Reference Intakes for Energy, Table 5-16');
	});

	it('writes why there is no number', async () => {
		const users = await addPeople({ sex: null, goal: null }, { height_cm: 1.7 }, { eating_disorder: true });
		const { byStatus } = await recompute({ users });
		expect(byStatus).toEqual({ ok: 0, incomplete: 1, invalid_input: 1, out_of_scope: 1 });
		const rows = await Promise.all(users.map(async (user) => (await targetsOf(user))[0]));
		expect(rows).toMatchObject([
			{ status: 'incomplete', missing: ['sex', 'goal'], target_kcal: null },
			{ status: 'invalid_input', reason: 'height_cm_out_of_range', target_kcal: null },
			{ status: 'out_of_scope', reason: 'eating_disorder', target_kcal: null },
		]);
	});

	it('writes nothing for the same inputs, and history for other ones', async () => {
		const [user] = await addPeople({});
		await recompute({ users: [user!] });
		expect(await recompute({ users: [user!] }, later)).toMatchObject({ written: 0, unchanged: 1 });
		await edit(user!, { locale: 'ar', timezone: 'Asia/Riyadh', diet: 'halal' });
		expect(await recompute({ users: [user!] }, later)).toMatchObject({ written: 0, unchanged: 1 });

		await edit(user!, { weight_kg: 71 });
		await recompute({ users: [user!] }, later);
		await edit(user!, { weight_kg: 70 });
		await recompute({ users: [user!] }, new Date('2026-01-15T14:00:00Z'));
		const rows = await targetsOf(user!);
		expect(rows.map(({ tdee_kcal }) => tdee_kcal)).toEqual([2520, 2534, 2520]);
		expect(rows.map(({ superseded_at }) => superseded_at)).toEqual([
			later.toISOString(),
			'2026-01-15T14:00:00.000Z',
			null,
		]);
	});

	it('counts the age on the local date of the person, and a birthday as a change', async () => {
		const birthday = { birth_date: '1996-01-16' };
		const [here, ahead, nowhere] = await addPeople(
			{ ...birthday, timezone: 'America/New_York' },
			{ ...birthday, timezone: 'Pacific/Kiritimati' },
			{ ...birthday, timezone: 'Mars/Olympus' },
		);
		await recompute({ users: [here!, ahead!, nowhere!] });
		const ageOf = async (user: string) => {
			const row = (await targetsOf(user)).at(-1)!;
			return [row['effective_date'], (row['inputs_snapshot'] as { age: number }).age];
		};
		expect(await ageOf(here!)).toEqual(['2026-01-15', 29]);
		expect(await ageOf(ahead!)).toEqual(['2026-01-16', 30]);
		expect(await ageOf(nowhere!)).toEqual(['2026-01-15', 29]);
		const nextDay = new Date('2026-01-16T12:00:00Z');
		expect(await recompute({ users: [here!, ahead!] }, nextDay)).toMatchObject({ written: 1, unchanged: 1 });
	});

	it('follows the published goals', async () => {
		const [losing, gaining] = await addPeople({ goal: 'lose' }, { goal: 'gain' });
		await recompute({ users: [losing!, gaining!] });
		await knex('goal_defaults').where({ goal: 'lose' }).update({ pace_standard: 0.1 });
		await knex('goal_defaults').where({ goal: 'gain' }).update({ status: 'draft' });
		expect(await recompute({ users: [losing!, gaining!] }, later)).toMatchObject({ written: 2 });
		expect((await targetsOf(losing!)).at(-1)).toMatchObject({ target_kcal: 2270 });
		expect((await targetsOf(gaining!)).at(-1)).toMatchObject({
			reason: 'goal_not_offered',
			target_kcal: null,
		});
	});

	it('names the goal and the column that SQL made unusable', async () => {
		const [user] = await addPeople({ goal: 'lose' });
		await knex('goal_defaults').where({ goal: 'lose' }).update({ energy_formula: 'guess' });
		await expect(recompute({ users: [user!] })).rejects.toThrow(
			'goal_defaults "lose": set energy_formula to',
		);
		expect(await targetsOf(user!)).toEqual([]);
	});

	it('goes through everybody in pages, each once, and finds nothing to do the second time', async () => {
		await addPeople(...Array.from({ length: 1_203 }, (_, index) => ({ weight_kg: 60 + (index % 40) })));
		expect(await countProfiles(knex)).toBe(1_203);
		expect(await recomputeAll(400)).toMatchObject({ examined: 1_203, written: 1_203, pages: 4 });
		expect(await recomputeAll(1_203)).toMatchObject({ examined: 1_203, written: 0, pages: 2 });
		expect(await currentCounts()).toEqual({ people: 1_203, rows: 1_203 });
	});

	async function recomputeAll(limit: number): Promise<{ examined: number; written: number; pages: number }> {
		const total = { examined: 0, written: 0, pages: 0 };
		for (let after: string | null = null; ;) {
			const { examined, written, next } = await recompute({ after, limit });
			total.examined += examined;
			total.written += written;
			total.pages += 1;
			if (next === null) return total;
			after = next;
		}
	}

	async function currentCounts(): Promise<{ people: number; rows: number }> {
		const row = await knex('user_targets')
			.whereNull('superseded_at')
			.count({ rows: '*' })
			.countDistinct({ people: 'user' })
			.first();
		return { people: Number(row?.['people']), rows: Number(row?.['rows']) };
	}

	it('costs the same number of statements for one person and for a thousand', async () => {
		const statements = async (users: string[]): Promise<number> => {
			let count = 0;
			const listen = () => (count += 1);
			knex.on('query', listen);
			await recompute({ users }, later);
			knex.removeListener('query', listen);
			return count;
		};
		const people = await addPeople(...Array.from({ length: 1_000 }, () => ({})));
		await recompute({ users: people });
		await knex('user_profiles').update({ weight_kg: 80 });
		const one = await statements(people.slice(0, 1));
		expect(await statements(people)).toBe(one);
		expect(one).toBeLessThanOrEqual(8);
	});

	it('writes nothing when the transaction around it fails', async () => {
		const [user] = await addPeople({});
		const failing = knex.transaction(async (trx) => {
			await recomputeTargets(trx, { users: [user!] }, clock(noon));
			throw new Error('the lease was lost');
		});
		await expect(failing).rejects.toThrow('the lease was lost');
		expect(await targetsOf(user!)).toEqual([]);
	});

	describe('with two at once', () => {
		/** SQLite tells the second writer to come back instead of letting it wait for ever. */
		const patiently = async <T>(work: () => Promise<T>): Promise<T> => {
			for (let attempt = 0; ; attempt += 1) {
				try {
					return await work();
				} catch (error) {
					if (attempt > 50 || !/SQLITE_BUSY/.test((error as Error).message)) throw error;
				}
			}
		};

		it('gives everybody one current row, whoever comes first and in whatever order people are named', async () => {
			const people = await addPeople(...Array.from({ length: 200 }, () => ({})));
			const rounds = [noon, later, new Date('2026-01-15T14:00:00Z')];
			for (const [index, now] of rounds.entries()) {
				await knex('user_profiles').update({ weight_kg: 70 + index });
				const reports = await Promise.all([
					patiently(() => recompute({ users: people }, now)),
					patiently(() => recompute({ users: people.toReversed() }, now, otherKnex)),
				]);
				expect(reports.reduce((sum, { written }) => sum + written, 0)).toBe(200);
				expect(await currentCounts()).toEqual({ people: 200, rows: 200 });
			}
			expect(Number((await knex('user_targets').count({ rows: '*' }).first())?.['rows'])).toBe(600);
		});

		it('lets the last of many quick edits decide', async () => {
			const [user] = await addPeople({});
			const edits = Array.from({ length: 12 }, (_, index) => 60 + index);
			await Promise.all(
				edits.map(async (weight_kg, index) => {
					const on = index % 2 === 0 ? knex : otherKnex;
					await patiently(() => edit(user!, { weight_kg }, on));
					await patiently(() => recompute({ users: [user!] }, noon, on));
				}),
			);
			const stored = await knex('user_profiles').where({ user }).first('weight_kg');
			const current = (await targetsOf(user!)).filter(({ superseded_at }) => superseded_at === null);
			expect(current).toHaveLength(1);
			expect(current[0]!['inputs_snapshot']).toMatchObject({ weight_kg: stored.weight_kg });
		});

		it('sees an edit that was committed while it waited for it', async () => {
			const [user] = await addPeople({});
			let waiting: Promise<RecomputeReport> | undefined;
			await otherKnex.transaction(async (trx) => {
				await trx('user_profiles').where({ user }).update({ weight_kg: 90 });
				waiting = patiently(() => recompute({ users: [user!] }));
				await new Promise((resolve) => setTimeout(resolve, 100));
			});
			await waiting;
			expect((await targetsOf(user!)).map(({ inputs_snapshot }) => inputs_snapshot)).toMatchObject([
				{ weight_kg: 90 },
			]);
		});

		it('is refused a second current row by the database itself', async () => {
			const [user] = await addPeople({});
			await recompute({ users: [user!] });
			const copy = { ...(await knex('user_targets').where({ user }).first()), id: randomUUID() };
			for (const column of ['missing', 'flags', 'inputs_snapshot', 'sources'])
				if (typeof copy[column] === 'object') copy[column] = JSON.stringify(copy[column]);
			await expect(knex('user_targets').insert(copy)).rejects.toThrow(/unique/i);
			await knex('user_targets').insert({ ...copy, superseded_at: noon });
			expect(await targetsOf(user!)).toHaveLength(2);
		});
	});

	describe('finding people', () => {
		const everyone = { after: null, limit: 100 };

		it('knows whose birthday it is, also of those born on 29 February', async () => {
			const [leap, march, other] = await addPeople(
				{ birth_date: '2000-02-29' },
				{ birth_date: '1990-03-01' },
				{ birth_date: '1990-03-02' },
			);
			const on = (from: string, to = from) => peopleWithBirthday(knex, { from, to }, everyone);
			expect(new Set(await on('2026-03-01'))).toEqual(new Set([leap, march]));
			expect(await on('2028-03-01')).toEqual([march]);
			expect(await on('2028-02-29')).toEqual([leap]);
			expect(await on('2026-02-28')).toEqual([]);
			expect(await on('2026-02-20', '2026-03-02')).toEqual([leap, march, other].sort());
		});

		it('reads dates in the two forms in which they are stored', async () => {
			const [user] = await addPeople({ birth_date: '1990-07-08' });
			await edit(user!, { birth_date: '1990-07-09' });
			expect(await peopleWithBirthday(knex, { from: '2026-07-09', to: '2026-07-09' }, everyone)).toEqual([
				user,
			]);
			await recompute({ users: [user!] }, new Date('2026-07-08T12:00:00Z'));
			expect((await targetsOf(user!))[0]).toMatchObject({ inputs_snapshot: { age: 35 } });
		});

		it('finds those whose profile is newer than their target, in pages', async () => {
			const people = await addPeople({}, {}, {});
			const [fresh, stale, without] = people;
			await recompute({ users: [fresh!, stale!] });
			await edit(stale!, { weight_kg: 75, date_updated: later });
			await edit(fresh!, { date_updated: new Date('2026-01-15T11:00:00Z') });
			const both = [stale!, without!].sort();
			expect(await peopleWithStaleTarget(knex, everyone)).toEqual(both);
			expect(await peopleWithStaleTarget(knex, { after: null, limit: 1 })).toEqual([both[0]]);
			expect(await peopleWithStaleTarget(knex, { after: both[0]!, limit: 5 })).toEqual([both[1]]);
			await recompute({ users: both }, later);
			expect(await peopleWithStaleTarget(knex, everyone)).toEqual([]);
		});
	});
});
