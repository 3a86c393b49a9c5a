import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { Slot } from '../../../domain/jobs/slot.ts';
import type { JsonObject } from '../job.ts';
import { earliest, later, now } from './clock.ts';
import { decodeRun, encodeJson, table, type JobRun } from './run.ts';

export interface Order {
	readonly name: string;
	readonly slot: Slot;
	readonly payload: JsonObject;
	readonly leaseSeconds: number;
	readonly maxAttempts: number;
	/** Lower comes first. */
	readonly priority: number;
	/** How long to wait before it is due, ms: edits made meanwhile come to one run. */
	readonly delayMs: number;
}

export interface Enqueued {
	readonly run: JobRun;
	/** False when a job of this name and slot was there. */
	readonly created: boolean;
}

/**
 * Puts a job into the ledger. A slot that coalesces is done again when it was done before, with the newest payload;
 * while it runs, it is noted that it has to run again, so that no change is missed. Any other slot happens once.
 *
 * On PostgreSQL this waits until a step of the same job is committed: call it after the transaction whose effect
 * the job works on, not inside it.
 */
export async function enqueue(knex: Knex, order: Order): Promise<Enqueued> {
	const row = freshRow(knex, order);
	const insert = knex(table).insert(row).onConflict(['name', 'slot']);
	const [stored] = await (order.slot.coalesces
		? insert.merge(coalesced(knex, row)).returning('*')
		: insert.ignore().returning('*'));
	if (stored) return { run: decodeRun(stored), created: stored.id === row.id };

	const existing = await knex(table).where({ name: order.name, slot: order.slot.name }).first();
	// Pruned between the two statements: then the slot is free again.
	return existing ? { run: decodeRun(existing), created: false } : enqueue(knex, order);
}

type FreshRow = ReturnType<typeof freshRow>;

const freshRow = (
	knex: Knex,
	{ name, slot, payload, leaseSeconds, maxAttempts, priority, delayMs }: Order,
) => ({
	id: randomUUID(),
	name,
	slot: slot.name,
	payload: encodeJson(payload),
	next_payload: null,
	status: 'queued',
	run_at: later(knex, delayMs),
	priority,
	attempt: 0,
	max_attempts: maxAttempts,
	crashes: 0,
	fence: 0,
	owner: null,
	lease_seconds: leaseSeconds,
	lease_until: null,
	cursor: null,
	progress: 0,
	total: null,
	result: null,
	error: null,
	created_at: now(knex),
	started_at: null,
	finished_at: null,
});

/** What a job keeps for life; the fence above all, or a worker from before could hold it again. */
const lasting = new Set<keyof FreshRow>(['id', 'name', 'slot', 'fence', 'created_at']);

function coalesced(knex: Knex, row: FreshRow): Record<string, Knex.Raw> {
	const columns = (Object.keys(row) as (keyof FreshRow)[]).filter((column) => !lasting.has(column));
	return Object.fromEntries(columns.map((column) => [column, knex.raw(coalescedValue(knex, column))]));
}

/** A running job stays as it is; any other one becomes like new. */
function coalescedValue(knex: Knex, column: keyof FreshRow): string {
	const [kept, fresh] = [`${table}.${column}`, `excluded.${column}`];
	const isIn = (status: string) => `case when ${table}.status = '${status}' then`;
	if (column === 'next_payload') return `${isIn('running')} excluded.payload else null end`;
	// Endless editing must not put off for ever what waits already.
	const else_ =
		column === 'run_at' ? `${isIn('queued')} ${earliest(knex, kept, fresh)} else ${fresh} end` : fresh;
	return `${isIn('running')} ${kept} else ${else_} end`;
}
