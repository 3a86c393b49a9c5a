import type { Knex } from 'knex';
import type { Bilingual } from '../../../domain/operations/today/check.ts';
import type { Past, Tick } from '../../../domain/operations/today/judge.ts';
import { ticksTable } from './tables.ts';

/** The longest past that is told of is four quarters. */
const keptDays = 400;
const dayMs = 86_400_000;

interface TickRow {
	readonly check_id: string;
	readonly period: string;
	readonly made_by: Tick['madeBy'];
	readonly user: string | null;
	readonly outcome: Tick['outcome'];
	readonly at: string | number | Date;
	readonly note: string | null;
}

const columns = ['check_id', 'period', 'made_by', 'user', 'outcome', 'at', 'note'];

/** Everything that was looked at, and since when: the machine looks every hour, so its first tick tells. */
export async function readPast(knex: Knex): Promise<Past> {
	const rows: TickRow[] = await knex(ticksTable).select(columns);
	const ticks = rows.map(decode);
	return { ticks, since: ticks.length > 0 ? Math.min(...ticks.map(({ at }) => at)) : null };
}

const decode = ({ check_id, made_by, at, ...row }: TickRow): Tick => ({
	...row,
	check: check_id,
	madeBy: made_by,
	at: new Date(at).getTime(),
});

const encode = ({ check, madeBy, at, ...tick }: Tick): TickRow => ({
	...tick,
	check_id: check,
	made_by: madeBy,
	at: new Date(at),
});

const key = ['check_id', 'period', 'made_by'];

/** What the machine went by, as its ticks keep it. */
export const writeEvidence = (says: readonly Bilingual[]): string => JSON.stringify(says);
export const readEvidence = (note: string | null): Bilingual[] => JSON.parse(note ?? '[]') as Bilingual[];

/** @returns false when somebody was first */
export async function addTick(knex: Knex, tick: Tick): Promise<boolean> {
	const added: unknown[] = await knex(ticksTable)
		.insert(encode(tick))
		.onConflict(key)
		.ignore()
		.returning('check_id');
	return added.length > 0;
}

/** @returns false when the person has none there */
export async function removeTick(
	knex: Knex,
	{ check, period, user }: Pick<Tick, 'check' | 'period'> & { user: string },
): Promise<boolean> {
	const removed = await knex(ticksTable).where({ check_id: check, period, made_by: 'person', user }).delete();
	return removed > 0;
}

/** Keeps what the machine finds in place of what it found before in the same period, and forgets what is long ago. */
export async function recordMachineTicks(knex: Knex, ticks: readonly Tick[], now: number): Promise<void> {
	if (ticks.length > 0)
		await knex(ticksTable).insert(ticks.map(encode)).onConflict(key).merge(['outcome', 'at', 'note']);
	await knex(ticksTable)
		.where('at', '<', new Date(now - keptDays * dayMs))
		.delete();
}
