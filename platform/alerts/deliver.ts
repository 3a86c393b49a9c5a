import type { Knex } from 'knex';
import type { Logger } from 'pino';
import type { Channel } from './channels/channel.ts';
import { recordFailure, recordSent, takeNext, type Delivery } from './outbox.ts';

/**
 * Sends what is due, one after the other. A delivery whose sender ends in between is sent again by another: at least
 * once, and with the same id.
 */
export async function deliverDue(
	knex: Knex,
	channels: readonly Channel[],
	logger: Pick<Logger, 'warn'>,
): Promise<void> {
	for (let delivery = await takeNext(knex); delivery; delivery = await takeNext(knex))
		await deliver(knex, delivery, channels, logger);
}

async function deliver(
	knex: Knex,
	delivery: Delivery,
	channels: readonly Channel[],
	logger: Pick<Logger, 'warn'>,
): Promise<void> {
	const channel = channels.find(({ name }) => name === delivery.channel);
	try {
		if (!channel) throw new Error(`The channel ${delivery.channel} is not configured any more.`);
		await channel.send(delivery.notice, delivery.id);
		await recordSent(knex, delivery);
	} catch (error) {
		const reason = (error as Error).message;
		logger.warn(
			`BeBetter: the alert ${delivery.notice.rule} could not be sent by ${delivery.channel}: ${reason}`,
		);
		await recordFailure(knex, delivery, reason);
	}
}

export interface TestResult {
	readonly channel: Channel['name'];
	readonly is_sent: boolean;
	/** null when it was sent. */
	readonly error: string | null;
}
