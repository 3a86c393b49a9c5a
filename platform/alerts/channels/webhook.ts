import { createHmac } from 'node:crypto';
import { sendSafely } from '../safe-request.ts';
import type { Channel } from './channel.ts';

export interface WebhookOptions {
	readonly url: string;
	readonly secret: string;
	readonly allowsPrivate: boolean;
	/** Of this project, for links. */
	readonly publicUrl: string;
}

/**
 * POSTs JSON, signed: `BeBetter-Signature` is `v1=` and HMAC-SHA256, in hex, of `BeBetter-Timestamp` (seconds since
 * 1970), a dot, and the body. `BeBetter-Delivery` is the same when it is tried again.
 */
export const webhookChannel = ({ url, secret, allowsPrivate, publicUrl }: WebhookOptions): Channel => ({
	name: 'webhook',
	async send(notice, id) {
		const body = JSON.stringify({ id, ...notice, link: `${publicUrl}/admin/operations/alerts` });
		const timestamp = String(Math.floor(Date.now() / 1000));
		const status = await sendSafely({
			method: 'POST',
			url,
			allowsPrivate,
			body,
			headers: {
				'Content-Type': 'application/json',
				'User-Agent': 'BeBetter',
				'BeBetter-Delivery': id,
				'BeBetter-Timestamp': timestamp,
				'BeBetter-Signature': `v1=${signatureOf(secret, timestamp, body)}`,
			},
		});
		if (status < 200 || status >= 300) throw new Error(`The webhook answered ${status}.`);
	},
});

export const signatureOf = (secret: string, timestamp: string, body: string): string =>
	createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
