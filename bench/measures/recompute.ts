import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { recomputeTargets, type RecomputeReport } from '../../platform/targets/recompute.ts';
import type { Page } from '../../platform/targets/selection.ts';
import { decodeRow } from '../../platform/sql/decode-row.ts';
import { insertRows, type NewRow } from '../../platform/sql/insert-rows.ts';
import { goalDefaults } from '../../schema/collections/goal-defaults.ts';
import { userProfiles } from '../../schema/collections/user-profiles.ts';
import { userTargets } from '../../schema/collections/user-targets.ts';
import { goalDefaults as seedGoals } from '../../schema/seed/goal-defaults.ts';
import { scratchDatabase } from '../../test/support/scratch-database.ts';
import { onCleanUp } from '../support/clean-up.ts';
import { atLeast, type Measure, type Result } from '../support/measure.ts';
import { median, timed } from '../support/stats.ts';

const people = 100_000;
const batch = 2_000;

/** What it costs to bring everybody's target up to date, against merely writing the same rows. */
export const recompute: Measure = {
	name: 'recompute',
	async *run({ rounds }) {
		const database = await scratchDatabase('postgres', 'bench_recompute', [
			userProfiles,
			userTargets,
			goalDefaults,
		]);
		onCleanUp(() => database.drop());
		const knex = database.connect();
		await plant(knex);

		const times: Times[] = [];
		for (let round = 0; round < rounds; round += 1) times.push(await takeTurns(knex));
		yield* lines(times);
	},
};

/** Milliseconds. */
interface Times {
	readonly bulkInsert: number;
	readonly first: number;
	readonly unchanged: number;
	readonly changed: number;
}

/** Everybody for the first time; the same rows inserted; nothing to do; and after a change of every goal. */
async function takeTurns(knex: Knex): Promise<Times> {
	await knex('user_targets').truncate();
	const first = await timed(() => recomputeAll(knex, people));
	const rows = await readTargets(knex);
	await knex('user_targets').truncate();
	const bulkInsert = await timed(() => insertAll(knex, rows));
	const unchanged = await timed(() => recomputeAll(knex, 0));
	await changeGoals(knex);
	const changed = await timed(() => recomputeAll(knex, people));
	return { bulkInsert, first, unchanged, changed };
}

async function recomputeAll(knex: Knex, expected: number): Promise<void> {
	const clock = { now: () => new Date() };
	let written = 0;
	for (let after: string | null = null; ;) {
		const page: Page = { after, limit: batch };
		const report: RecomputeReport = await knex.transaction((trx) => recomputeTargets(trx, page, clock));
		written += report.written;
		if (report.next === null) break;
		after = report.next;
	}
	if (written !== expected) throw new Error(`${written} targets were written, not ${expected}`);
}

/** In the same batches and transactions, with rows that are ready. */
async function insertAll(knex: Knex, rows: readonly NewRow[]): Promise<void> {
	for (let from = 0; from < rows.length; from += batch)
		await knex.transaction((trx) => insertRows(trx, userTargets, rows.slice(from, from + batch)));
}

/** As `insertRows` takes them, in the order in which they were written. */
async function readTargets(knex: Knex): Promise<NewRow[]> {
	const rows: Record<string, unknown>[] = await knex('user_targets').orderBy('user');
	return rows.map((row) => decodeRow(userTargets, row));
}

/** A little more fat for everybody: all inputs differ, all targets are superseded. */
async function changeGoals(knex: Knex): Promise<void> {
	await knex('goal_defaults').update({ fat_share: knex.raw('fat_share + 0.001') });
}

async function plant(knex: Knex): Promise<void> {
	const goals = seedGoals.map((row) => ({ ...row, id: randomUUID(), status: 'published' }));
	await insertRows(knex, goalDefaults, goals);
	const profiles = Array.from({ length: people }, (_, index) => profile(index));
	for (let from = 0; from < people; from += batch)
		await insertRows(knex, userProfiles, profiles.slice(from, from + batch));
	await knex.raw('analyze');
}

/** People of both sexes and every goal, activity and time zone of a mixed lot. */
function profile(index: number): NewRow {
	const of = <T>(values: readonly T[]): T => values[index % values.length]!;
	return {
		id: randomUUID(),
		user: randomUUID(),
		sex: of(['female', 'male']),
		birth_date: `${1950 + (index % 55)}-0${1 + (index % 9)}-1${index % 10}`,
		height_cm: 150 + (index % 45),
		weight_kg: 50 + (index % 70),
		activity: of(['inactive', 'low_active', 'active', 'very_active']),
		goal: of(['lose', 'maintain', 'gain']),
		diet: of([null, 'halal', 'keto', 'high_protein', 'vegan']),
		timezone: of(['Asia/Riyadh', 'Africa/Cairo', 'Europe/London', 'America/New_York', null]),
		units: 'metric',
		pregnant: false,
		lactating: false,
		eating_disorder: false,
		kidney_disease: index % 50 === 0,
		version: 1,
	};
}

function* lines(times: readonly Times[]): Generator<Result> {
	const count = people.toLocaleString('en');
	const ratio = (of: keyof Times): number => median(times.map((each) => each.bulkInsert / each[of]));
	const how = `PostgreSQL, batches of ${batch.toLocaleString('en')}, each in its transaction; bulk insert of the same rows, ready made, in the same way: ${seconds(times, 'bulkInsert')}`;
	yield {
		name: `recompute ${count} profiles for the first time, against a bulk insert`,
		value: ratio('first'),
		unit: '×',
		target: atLeast(0.5),
		how: `${how}; recomputation ${seconds(times, 'first')}`,
	};
	yield {
		name: `recompute ${count} profiles after every goal changed, against a bulk insert`,
		value: ratio('changed'),
		unit: '×',
		target: atLeast(0.5),
		how: `${how}; recomputation, which supersedes as many rows, ${seconds(times, 'changed')}`,
	};
	yield {
		name: `recompute ${count} profiles when nothing changed, against a bulk insert`,
		value: ratio('unchanged'),
		unit: '×',
		target: null,
		how: `${how}; recomputation ${seconds(times, 'unchanged')}`,
	};
}

const seconds = (times: readonly Times[], of: keyof Times): string =>
	`${(median(times.map((each) => each[of])) / 1000).toFixed(1)} s`;
