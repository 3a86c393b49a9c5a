import { z } from 'zod';
import { keySlot } from '../../../domain/jobs/slot.ts';
import { checklist } from '../../../domain/operations/today/checklist/index.ts';
import { judge, type Tick } from '../../../domain/operations/today/judge.ts';
import type { HostContext } from '../../host-context.ts';
import { readSignals } from '../../operations/signals.ts';
import { recordMachineTicks, writeEvidence } from '../../operations/today/ticks.ts';
import { defineJob, type Job, type JsonObject } from '../job.ts';

const payload = z.strictObject({});

/** Keeps what the machine finds of the list on the page Today, so that the past can be told of. */
export const tickChecks = (context: HostContext): Job =>
	defineJob<z.infer<typeof payload>, JsonObject, readonly Tick[]>({
		name: 'tick-checks',
		summary: 'Notes which checks of the page Today are in order',
		payload,
		slot: () => keySlot('all'),
		schedule: { every: 'hour', minute: 55, makeUp: 1, payload: () => ({}) },
		prepare: async () => findTicks(context),
		async step({ trx, prepared }) {
			await recordMachineTicks(trx, prepared, Date.now());
			const wrong = prepared.filter(({ outcome }) => outcome === 'wrong').map(({ check }) => check);
			return { result: { fine: prepared.length - wrong.length, wrong }, done: prepared.length };
		},
	});

async function findTicks(context: HostContext): Promise<Tick[]> {
	const readings = await readSignals(context);
	const now = Date.now();
	const states = judge(checklist, readings, { ticks: [], since: null }, now);
	return states.flatMap(({ check, key, status, evidence }): Tick[] =>
		status === 'fine' || status === 'wrong'
			? [
					{
						check: check.id,
						period: key,
						madeBy: 'machine',
						user: null,
						outcome: status,
						at: now,
						note: writeEvidence(evidence.map(({ text }) => text)),
					},
				]
			: [],
	);
}
