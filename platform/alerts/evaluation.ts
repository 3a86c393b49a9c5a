import type { Knex } from 'knex';
import { nothingYet, type AlertsState } from '../../domain/operations/alerts/evaluate.ts';
import type { SignalReadings } from '../../domain/operations/signals.ts';
import { later, now } from '../jobs/ledger/clock.ts';
import { evaluationTable } from './tables.ts';

/** How often all is looked at, by one instance of all. */
export const everyMs = 60_000;

/** Instances' timers do not agree to the second. */
const earlyMs = 5_000;

/** The right to do one evaluation, and what the one before left. */
export interface Turn {
	readonly fence: number;
	readonly state: AlertsState;
}

/** Another instance has taken its turn meanwhile; nothing of this one was kept. */
export class Overtaken extends Error {
	override readonly name = 'Overtaken';
}

/**
 * Takes the turn when one is due, or at once when somebody asked; one instance of any number gets it.
 *
 * @returns null when it is nobody's turn now
 */
export async function takeTurn(knex: Knex, isAsked: boolean): Promise<Turn | null> {
	if (!isAsked && !(await isDue(knex))) return null;
	const take = knex(evaluationTable).where({ id: 1 });
	if (!isAsked) take.where('due_at', '<=', now(knex));
	const [row] = await take
		.update({ fence: knex.raw('fence + 1'), due_at: later(knex, everyMs - earlyMs) })
		.returning(['fence', 'state']);
	return row ? { fence: Number(row.fence), state: { ...nothingYet, ...JSON.parse(row.state) } } : null;
}

/** Asked first, because most of the time it is not, and on SQLite an update has to wait for other writers. */
async function isDue(knex: Knex): Promise<boolean> {
	const due = await knex(evaluationTable).where({ id: 1 }).where('due_at', '<=', now(knex)).first('id');
	return due !== undefined;
}

/** The row that turns are taken by. */
export async function ensureEvaluation(knex: Knex): Promise<void> {
	const row = { id: 1, fence: 0, due_at: now(knex), state: JSON.stringify(nothingYet), signals: '{}' };
	await knex(evaluationTable).insert(row).onConflict('id').ignore();
}

/** @throws {Overtaken} which undoes the transaction */
export async function endTurn(
	trx: Knex.Transaction,
	{ fence }: Turn,
	state: AlertsState,
	{ signals, reasons }: SignalReadings,
): Promise<void> {
	const kept = await trx(evaluationTable)
		.where({ id: 1, fence })
		.update({
			state: JSON.stringify({ ...state, reasons }),
			signals: JSON.stringify(signals),
			evaluated_at: new Date(state.at),
		});
	if (kept === 0) throw new Overtaken('Another instance evaluates the alerts by now');
}

export interface LastEvaluation extends SignalReadings {
	readonly evaluatedAt: string | null;
	readonly state: AlertsState;
}

export async function readEvaluation(knex: Knex): Promise<LastEvaluation> {
	const row = await knex(evaluationTable).where({ id: 1 }).first('evaluated_at', 'state', 'signals');
	if (!row) return { evaluatedAt: null, state: nothingYet, signals: {}, reasons: {} };
	const { reasons = {}, ...state } = JSON.parse(row.state);
	return {
		evaluatedAt: row.evaluated_at === null ? null : new Date(row.evaluated_at).toISOString(),
		state: { ...nothingYet, ...state },
		signals: JSON.parse(row.signals),
		reasons,
	};
}
