import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { aggregateFasting, type AggregateReport } from '../../platform/fasting/aggregate-fasting.ts';
import { readPeople } from '../../platform/fasting/read-people.ts';
import type { HashKey } from '../../platform/people/hash-keys.ts';
import { peopleTables, saltsTable } from '../../platform/people/people-tables.ts';
import { hashPerson } from '../../platform/people/person-hash.ts';
import { insertRows, type NewRow } from '../../platform/sql/insert-rows.ts';
import { events } from '../../schema/collections/events.ts';
import { fastingPresets } from '../../schema/collections/fasting-presets.ts';
import { insights } from '../../schema/collections/insights.ts';
import { userProfiles } from '../../schema/collections/user-profiles.ts';
import { scratchDatabase } from '../../test/support/scratch-database.ts';
import { aggregateInOneStatement } from '../support/aggregate-statement.ts';
import { onCleanUp } from '../support/clean-up.ts';
import { atLeast, atMost, type Measure, type Result } from '../support/measure.ts';
import { residentMegabytes } from '../support/process-info.ts';
import { median, timed } from '../support/stats.ts';

const sizes = [1_000, 10_000] as const;
const eventsEach = 100;
/** As many as the job takes in one step. */
const batch = 500;
const asOf = '2026-03-31';
const now = Date.parse('2026-04-01T12:00:00Z');
const keys: readonly HashKey[] = [{ kid: 'k1', secret: Buffer.alloc(32, 7) }];

/** What it costs to bring everybody's fasting statistics up to date, against one statement that does the same. */
export const aggregate: Measure = {
	name: 'aggregate',
	async *run({ rounds }) {
		const memory: number[] = [];
		for (const people of sizes) {
			const database = await scratchDatabase('postgres', 'bench_aggregate', [
				events,
				insights,
				userProfiles,
				fastingPresets,
			]);
			onCleanUp(() => database.drop());
			const knex = database.connect();
			await plant(knex, people);
			const times: Times[] = [];
			for (let round = 0; round < Math.min(rounds, 3); round += 1)
				times.push(await takeTurns(knex, people, round));
			memory.push(Math.max(...times.map(({ growth }) => growth)));
			if (people === sizes.at(-1)) yield* lines(people, times);
			await database.drop();
		}
		yield {
			name: 'memory that ten times as many events take while they are aggregated',
			value: memory.at(-1)! - memory[0]!,
			unit: 'MB',
			target: atMost(50),
			how: `growth of the resident memory while a run is under way, looked at each 50 ms: ${memory.map((megabytes, index) => `${megabytes.toFixed(0)} MB for ${(sizes[index]! * eventsEach).toLocaleString('en')} events`).join(', ')}`,
		};
	},
};

/** Milliseconds; megabytes. */
interface Times {
	readonly job: number;
	readonly statement: number;
	readonly unchanged: number;
	readonly growth: number;
	readonly tangled: number;
	readonly rows: number;
}

/** Who comes first changes from round to round. */
async function takeTurns(knex: Knex, people: number, round: number): Promise<Times> {
	let report = nothing;
	let growth = 0;
	let job = 0;
	let statement = 0;
	const ours = async () => {
		await clear(knex);
		const watched = watchMemory();
		job = await timed(async () => void (report = await aggregateAll(knex)));
		growth = watched.stop();
	};
	const theirs = async () => {
		await clear(knex);
		statement = await aggregateInOneStatement(knex, { keys, asOf, now });
	};
	for (const turn of round % 2 === 0 ? [theirs, ours] : [ours, theirs]) await turn();
	if (round % 2 === 1) await clear(knex).then(() => aggregateAll(knex));
	const unchanged = await timed(async () => {
		const again = await aggregateAll(knex);
		if (again.written > 0) throw new Error(`${again.written} rows were written for nothing`);
	});
	if (report.people !== people) throw new Error(`${report.people} people were aggregated, not ${people}`);
	return { job, statement, unchanged, growth, tangled: report.tangled, rows: report.written };
}

const nothing: AggregateReport = { people: 0, written: 0, unchanged: 0, tangled: 0, events: 0 };

async function clear(knex: Knex): Promise<void> {
	await knex('insights').truncate();
	await knex.raw('checkpoint').catch(() => undefined);
}

/** As the job does: in steps, each in its transaction. */
async function aggregateAll(knex: Knex): Promise<AggregateReport> {
	let sum = nothing;
	for (let after: string | null = null; ;) {
		const whose = { after, limit: batch };
		const step = await knex.transaction(async (trx) => {
			const page = await readPeople(trx, whose, { keys, asOf, now });
			return { report: await aggregateFasting(trx, page.people, now), next: page.next };
		});
		sum = {
			people: sum.people + step.report.people,
			written: sum.written + step.report.written,
			unchanged: sum.unchanged + step.report.unchanged,
			tangled: sum.tangled + step.report.tangled,
			events: sum.events + step.report.events,
		};
		if (step.next === null) return sum;
		after = step.next;
	}
}

function watchMemory(): { stop(): number } {
	globalThis.gc?.();
	const before = residentMegabytes(process.pid);
	let most = before;
	const timer = setInterval(() => (most = Math.max(most, residentMegabytes(process.pid))), 50);
	return {
		stop() {
			clearInterval(timer);
			return most - before;
		},
	};
}

const zones = ['Asia/Riyadh', 'Africa/Cairo', 'Europe/London', 'America/New_York', 'Asia/Dubai'];

async function plant(knex: Knex, people: number): Promise<void> {
	await knex.schema.createTable('directus_users', (columns) => void columns.uuid('id').primary());
	await knex.schema.createTable(saltsTable, peopleTables[saltsTable]!);
	const users = Array.from({ length: people }, () => randomUUID());
	for (let from = 0; from < people; from += 500) await plantPeople(knex, users.slice(from, from + 500), from);
	// In the order of arrival, so that one person's events lie far apart, as they do in life.
	for (let index = 0; index < eventsEach / 2; index += 1)
		for (let from = 0; from < people; from += 5_000)
			await insertRows(
				knex,
				events,
				users.slice(from, from + 5_000).flatMap((user, offset) => fast(user, from + offset, index)),
			);
	await knex.raw('vacuum analyze');
}

async function plantPeople(knex: Knex, users: readonly string[], from: number): Promise<void> {
	await knex('directus_users').insert(users.map((id) => ({ id })));
	await knex(saltsTable).insert(users.map((user) => ({ user, salt: saltFor(user) })));
	await insertRows(
		knex,
		userProfiles,
		users.map((user, index) => ({
			id: randomUUID(),
			user,
			timezone: zones[(from + index) % zones.length],
			units: 'metric',
			pregnant: false,
			lactating: false,
			eating_disorder: false,
			kidney_disease: false,
			version: 1,
			date_created: new Date('2025-12-01T00:00:00Z'),
		})),
	);
}

const saltFor = (user: string): string => user.replaceAll('-', '');

/** One evening's fast of somebody: two events. One in 40 is started twice, and then by two devices' numbers. */
function fast(user: string, person: number, index: number): NewRow[] {
	const { hash, kid } = hashPerson(keys[0]!, user, saltFor(user));
	const mixed = (person * 31 + index * 17) % 1_000;
	const started = Date.parse('2026-02-08T17:00:00Z') + index * 86_400_000 + mixed * 3_600;
	const ended = started + (13 + (mixed % 6)) * 3_600_000;
	const event = (name: string, at: number, props: object): NewRow => ({
		event_id: randomUUID(),
		name,
		schema_version: 1,
		user_hash: hash,
		hash_kid: kid,
		platform: 'ios',
		app_version: '2.4.0',
		locale: 'ar',
		client_ts: new Date(at),
		sent_at: new Date(at + 1_000),
		received_at: new Date(at + 1_200),
		occurred_at: new Date(at),
		ts: new Date(at),
		tz: zones[person % zones.length],
		props: { fast_id: `${person}-${index}`, ...props },
	});
	const start = event('fast_started', started, { goal_hours: 16, preset: '16-8' });
	if (mixed < 10) return [start, event('fast_started', started + 60_000, { goal_hours: 16 })];
	return [start, event('fast_ended', ended, {})];
}

function* lines(people: number, times: readonly Times[]): Generator<Result> {
	const count = (people * eventsEach).toLocaleString('en');
	const ratio = (of: 'job' | 'unchanged') => median(times.map((each) => each.statement / each[of]));
	const { rows, tangled } = times[0]!;
	const how = `PostgreSQL, ${people.toLocaleString('en')} people, ${rows.toLocaleString('en')} rows of insights; steps of ${batch}, each in its transaction; the statement computes all of them at once, with people, zones and dates ready: ${seconds(times, 'statement')}`;
	yield {
		name: `aggregate ${count} events for the first time, against one statement`,
		value: ratio('job'),
		unit: '×',
		target: atLeast(0.8),
		how: `${how}; the job ${seconds(times, 'job')}, ${tangled} people of them by the pure rules`,
	};
	yield {
		name: `aggregate ${count} events when nothing changed, against one statement`,
		value: ratio('unchanged'),
		unit: '×',
		target: null,
		how: `${how}, for the first time; the job ${seconds(times, 'unchanged')}`,
	};
}

const seconds = (times: readonly Times[], of: 'job' | 'statement' | 'unchanged'): string =>
	`${(median(times.map((each) => each[of])) / 1000).toFixed(1)} s`;
