import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { keySlot } from '../../../domain/jobs/slot.ts';
import type { HostContext } from '../../host-context.ts';
import { checkRule } from '../../integrity/check-rule.ts';
import type { Finding } from '../../integrity/finding.ts';
import { checkIntegrityJob } from '../../integrity/job-name.ts';
import {
	addToTally,
	beginRun,
	emptyTally,
	finishRun,
	recordFindings,
	type Tally,
} from '../../integrity/record.ts';
import { allRules } from '../../integrity/rules.ts';
import { defineJob, type Job, type JsonObject } from '../job.ts';

const payload = z.strictObject({
	rules: z.array(z.string()).min(1).max(500).optional().describe('Ids; every rule by default'),
});
type Payload = z.infer<typeof payload>;

interface Cursor extends JsonObject {
	/** null when only some rules are checked, which is no run of its own. */
	readonly run: string | null;
	/** The id of the last rule that was checked; they go in the order of ids. */
	readonly after: string;
	readonly tally: Tally;
}

interface Prepared {
	readonly findings: readonly Finding[];
	/** Every rule there is, in order. */
	readonly known: readonly string[];
	readonly total: number;
	readonly isLast: boolean;
}

/** One step goes on to the next rule until it has taken so long. */
const stepMs = 1_000;

/** Checks rules of integrity, some a step, and keeps what they find. */
export const checkIntegrity = ({ getSchema }: Pick<HostContext, 'getSchema'>): Job =>
	defineJob<Payload, Cursor, Prepared>({
		name: checkIntegrityJob,
		summary: 'Looks for rows that break a rule of integrity, and keeps how many and some of them',
		payload,
		slot: ({ rules }) => keySlot(rules ? 'some' : 'all'),
		schedule: {
			every: 'day',
			at: { hour: 4, minute: 0 },
			timeZone: 'UTC',
			makeUp: 1,
			payload: () => ({}),
		},
		async prepare({ payload: { rules: wanted }, cursor, knex, signal }) {
			const schema = await getSchema();
			const known = (await allRules(knex, schema)).map(({ rule }) => rule);
			const asked = wanted ? known.filter(({ id }) => wanted.includes(id)) : known;
			const left = asked.filter(({ id }) => id > (cursor?.after ?? ''));
			const findings: Finding[] = [];
			const end = performance.now() + stepMs;
			for (const rule of left) {
				if (signal.aborted || performance.now() > end) break;
				findings.push(await checkRule({ knex, schema, now: new Date() }, rule));
			}
			return {
				findings,
				known: known.map(({ id }) => id),
				total: asked.length,
				isLast: findings.length === left.length,
			};
		},
		async step({ trx, payload: { rules }, cursor, prepared: { findings, known, total, isLast } }) {
			const now = new Date();
			const run = cursor ? cursor.run : rules ? null : randomUUID();
			if (run !== null && !cursor) await beginRun(trx, run, now);
			await recordFindings(trx, run, findings, now);
			const tally = addToTally(cursor?.tally ?? emptyTally, findings);
			const done = findings.length;
			if (!isLast)
				return {
					cursor: { run, after: findings.at(-1)?.rule.id ?? cursor?.after ?? '', tally },
					done,
					total,
				};
			if (run !== null) await finishRun(trx, run, tally, known, now);
			return { result: { ...tally }, done, total };
		},
	});
