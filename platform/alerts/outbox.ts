import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { noticeOf, type Notice } from '../../domain/operations/alerts/notice.ts';
import type { AlertEvent } from '../../domain/operations/alerts/evaluate.ts';
import { later, now } from '../jobs/ledger/clock.ts';
import { outboxTable } from './tables.ts';

export const channelNames = ['studio', 'email', 'webhook'] as const;
export type ChannelName = (typeof channelNames)[number];

/** One notice for one channel. */
export interface Delivery {
	/** The same at every try: a receiver knows by it what it has had already. */
	readonly id: string;
	readonly channel: ChannelName;
	readonly notice: Notice;
	/** Tries so far, this one included. */
	readonly attempts: number;
}

/** Longer than any channel takes; then it is another's to send. */
const leaseMs = 60_000;
/** About a day, with the pauses between. */
export const mostAttempts = 30;

/** Puts notices down for every channel, in the transaction that decided on them; the same one only once. */
export async function putDown(
	trx: Knex.Transaction,
	notices: readonly AlertEvent[],
	channels: readonly ChannelName[],
): Promise<void> {
	for (const notice of notices)
		for (const channel of channels)
			await trx(outboxTable)
				.insert({
					id: randomUUID(),
					rule: notice.rule.id,
					state: notice.state,
					state_since: new Date(notice.since),
					channel,
					notice: JSON.stringify(noticeOf(notice)),
					status: 'queued',
					attempts: 0,
					due_at: now(trx),
					created_at: now(trx),
				})
				.onConflict(['rule', 'state', 'state_since', 'channel'])
				.ignore();
}

/** Takes the next one that is due, for one instance only; an end is told after the beginning. */
export async function takeNext(knex: Knex): Promise<Delivery | null> {
	const candidate = await knex(`${outboxTable} as due`)
		.where('due.status', 'queued')
		.where('due.due_at', '<=', now(knex))
		.whereNotExists(
			knex(`${outboxTable} as earlier`)
				.where('due.state', 'resolved')
				.where('earlier.state', 'firing')
				.where('earlier.status', 'queued')
				.where({
					'earlier.rule': knex.ref('due.rule'),
					'earlier.state_since': knex.ref('due.state_since'),
					'earlier.channel': knex.ref('due.channel'),
				})
				.select(knex.raw('1')),
		)
		.orderBy('due.due_at')
		.first('due.id', 'due.attempts');
	if (!candidate) return null;

	const [row] = await knex(outboxTable)
		.where({ id: candidate.id, attempts: candidate.attempts, status: 'queued' })
		.update({ attempts: knex.raw('attempts + 1'), due_at: later(knex, leaseMs) })
		.returning(['id', 'channel', 'notice', 'attempts']);
	// Another instance was faster; there may be more.
	return row ? { ...row, notice: JSON.parse(row.notice) } : takeNext(knex);
}

export async function recordSent(knex: Knex, { id }: Delivery): Promise<void> {
	await knex(outboxTable)
		.where({ id })
		.update({ status: 'sent', sent_at: now(knex), error: null });
}

/** Tries again after 1, 2, 4 … minutes, at most an hour. */
export async function recordFailure(knex: Knex, { id, attempts }: Delivery, error: string): Promise<void> {
	const pauseMs = Math.min(60, 2 ** (attempts - 1)) * 60_000;
	await knex(outboxTable)
		.where({ id })
		.update({
			status: attempts >= mostAttempts ? 'failed' : 'queued',
			due_at: later(knex, pauseMs),
			error: error.slice(0, 500),
		});
}

export interface ChannelCounts {
	readonly waiting: number;
	readonly failed: number;
	/** ISO 8601. */
	readonly last_sent_at: string | null;
	/** Of what waits or was given up. */
	readonly last_error: string | null;
}

export async function countDeliveries(knex: Knex, channel: ChannelName): Promise<ChannelCounts> {
	const rows: { status: string; count: number | string }[] = await knex(outboxTable)
		.where({ channel })
		.groupBy('status')
		.select('status')
		.count({ count: '*' });
	const count = (status: string) => Number(rows.find((row) => row.status === status)?.count ?? 0);
	const sent = await knex(outboxTable).where({ channel, status: 'sent' }).max({ at: 'sent_at' }).first();
	const trouble = await knex(outboxTable)
		.where({ channel })
		.whereNotNull('error')
		.orderBy('created_at', 'desc')
		.first('error');
	return {
		waiting: count('queued'),
		failed: count('failed'),
		last_sent_at: sent?.['at'] ? new Date(sent['at'] as Date).toISOString() : null,
		last_error: trouble?.error ?? null,
	};
}
