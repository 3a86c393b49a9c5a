import { z } from 'zod';
import { keySlot } from '../../../domain/jobs/slot.ts';
import { isCivilDate } from '../../../domain/time/civil-date.ts';
import type { HostContext } from '../../host-context.ts';
import { notifyOfDigest } from '../../security/notify.ts';
import { rememberSecrets } from '../../security/secret-ages.ts';
import { pruneSecurityRows } from '../../security/store-events.ts';
import { defineJob, type Job, type JsonObject } from '../job.ts';

const rowsAtOnce = 5_000;
const monday = 1;

const payload = z.strictObject({
	date: z
		.string()
		.refine(isCivilDate, 'must be a day such as 2026-05-31')
		.optional()
		.describe('The day of the run; administrators are told on Mondays'),
	tell: z.boolean('must be true or false').default(false).describe('Tell administrators whatever day it is'),
});

interface Cursor extends JsonObject {
	readonly pruned: number;
	readonly told: number;
}

/** Looks after security: old rows go, ages of secrets are kept, and once a week administrators read what changed. */
export const securityDigest = (context: HostContext, clock: () => number = Date.now): Job =>
	defineJob<z.infer<typeof payload>, Cursor, { readonly told: number }>({
		name: 'security-digest',
		summary:
			'Deletes old security rows, looks for new secrets, and on Mondays tells administrators what changed',
		payload,
		slot: ({ date, tell }) => keySlot(`${date ?? 'now'}${tell ? ':tell' : ''}`),
		schedule: {
			every: 'day',
			at: { hour: 6, minute: 0 },
			timeZone: 'UTC',
			makeUp: 1,
			payload: (slot) => ({ date: slot, tell: false }),
		},
		/** Directus may send e-mails for a notification, which no transaction takes back. */
		async prepare({ knex, payload: { date, tell }, cursor }) {
			const isWeekly = date !== undefined && new Date(date).getUTCDay() === monday;
			if (cursor !== null || !(tell || isWeekly)) return { told: 0 };
			return { told: await notifyOfDigest({ ...context, database: knex }, clock()) };
		},
		async step({ trx, cursor, prepared }) {
			const now = clock();
			const deleted = await pruneSecurityRows(trx, now, rowsAtOnce);
			const told = cursor?.told ?? prepared.told;
			const pruned = (cursor?.pruned ?? 0) + deleted;
			if (deleted >= rowsAtOnce) return { cursor: { pruned, told }, done: deleted };
			await rememberSecrets(trx, context.env, now);
			return { result: { pruned, told }, done: deleted };
		},
	});
