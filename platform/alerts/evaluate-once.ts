import type { Knex } from 'knex';
import { combineSignals } from '../../domain/operations/alerts/combine-signals.ts';
import { defaultRules } from '../../domain/operations/alerts/default-rules.ts';
import { evaluate } from '../../domain/operations/alerts/evaluate.ts';
import { rulesInForce } from '../../domain/operations/alerts/rule.ts';
import type { SignalReadings } from '../../domain/operations/signals.ts';
import { readClock } from '../jobs/ledger/clock.ts';
import { endTurn, Overtaken, takeTurn } from './evaluation.ts';
import { recordTransitions } from './history.ts';
import { putDown, type ChannelName } from './outbox.ts';
import { readOverrides } from './overrides.ts';
import { readReports, report } from './reports.ts';
import { readSilences } from './silences.ts';

export interface EvaluateOptions {
	/** Names this process among all. */
	readonly instance: string;
	readonly channels: readonly ChannelName[];
	/** What this process knows now. */
	readonly readSignals: () => Promise<SignalReadings>;
	/** At once, whether it is due or not. */
	readonly isAsked: boolean;
}

/**
 * Reads the signals, compares them with the rules and puts down what is to be told, all or nothing.
 *
 * @returns false when it was not this process's turn, or another took it meanwhile
 */
export async function evaluateOnce(knex: Knex, options: EvaluateOptions): Promise<boolean> {
	const turn = await takeTurn(knex, options.isAsked);
	if (!turn) return false;

	const { signals: own, reasons } = await options.readSignals();
	await report(knex, options.instance, own);
	const signals = combineSignals(own, await readReports(knex, options.instance));
	const rules = rulesInForce(defaultRules, await readOverrides(knex));
	const silences = (await readSilences(knex)).map(({ rule, until }) => ({ rule, until: Date.parse(until) }));
	const now = await readClock(knex);
	const { state, transitions, notices } = evaluate({ rules, silences, state: turn.state, signals, now });

	try {
		await knex.transaction(async (trx) => {
			await endTurn(trx, turn, state, { signals, reasons });
			await recordTransitions(trx, transitions, state.at);
			await putDown(trx, notices, options.channels);
		});
		return true;
	} catch (error) {
		if (error instanceof Overtaken) return false;
		throw error;
	}
}
