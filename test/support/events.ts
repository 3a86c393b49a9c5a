import { createHmac, randomUUID } from 'node:crypto';
import type { Host } from './host/index.ts';

export interface SentEvent {
	event_id: string;
	name: string;
	client_ts: string;
	[field: string]: unknown;
}

/** An event of just now that the phone logged; `values` come before what is made up here. */
export const newEvent = (values: Record<string, unknown> = {}): SentEvent => ({
	event_id: randomUUID(),
	name: 'meal_logged',
	client_ts: new Date().toISOString(),
	tz: 'Asia/Riyadh',
	props: { meal: 'lunch' },
	...values,
});

export interface EventsAnswer {
	status: number;
	headers: Headers;
	text: string;
	json: Awaited<ReturnType<Response['json']>>;
}

export interface Sending {
	token?: string | null;
	headers?: Record<string, string>;
	query?: string;
	/** Of the batch, besides `sent_at`. */
	batch?: Record<string, unknown>;
}

/** Sends events as a phone does. */
export function sendEvents(host: Host, events: unknown, sending: Sending = {}): Promise<EventsAnswer> {
	return sendBody(
		host,
		JSON.stringify({ sent_at: new Date().toISOString(), events, ...sending.batch }),
		sending,
	);
}

export async function sendBody(
	host: Host,
	body: BodyInit,
	{ token, headers, query = '' }: Sending = {},
): Promise<EventsAnswer> {
	const answer = await host.fetch(`/mobile/events${query}`, {
		method: 'POST',
		body,
		headers: {
			'content-type': 'application/json',
			...(token && { authorization: `Bearer ${token}` }),
			...headers,
		},
	});
	const text = await answer.text();
	return { status: answer.status, headers: answer.headers, text, json: text ? JSON.parse(text) : {} };
}

/** An access token as Directus signs it, with a secret and an age of choice. */
export function signToken(
	secret: string,
	user: string,
	{ expiresInSeconds = 900, claims = {} as Record<string, unknown>, algorithm = 'HS256' } = {},
): string {
	const now = Math.floor(Date.now() / 1000);
	const payload = {
		id: user,
		role: randomUUID(),
		app_access: false,
		admin_access: false,
		iat: now - 3600,
		exp: now + expiresInSeconds,
		iss: 'directus',
		...claims,
	};
	const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
	const signed = `${encode({ alg: algorithm, typ: 'JWT' })}.${encode(payload)}`;
	return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

/** The hash under which a person's events are stored with the host's newest key, or the key at a place in its list. */
export async function hashOf(host: Host, user: string, place = 0): Promise<string> {
	const [, secret = ''] = (host.env['BEBETTER_HASH_KEYS'] ?? '').split(',')[place]!.split(':');
	const { salt } = await host.knex('bebetter_salts').where({ user }).first('salt');
	return createHmac('sha256', Buffer.from(secret, 'base64url')).update(`u1|${user}|${salt}`).digest('hex');
}

/** A row as it is stored, with its JSON parsed and its times as ISO 8601. */
export async function storedEvent(
	host: Host,
	event_id: string,
): Promise<Record<string, unknown> | undefined> {
	const row: Record<string, unknown> | undefined = await host.knex('events').where({ event_id }).first();
	if (!row) return undefined;
	const parsed = (value: unknown) => (typeof value === 'string' ? JSON.parse(value) : value);
	const time = (value: unknown) => (value === null ? null : new Date(value as number | Date).toISOString());
	const { client_ts, sent_at, received_at, occurred_at, ts } = row;
	return {
		...row,
		props: parsed(row['props']),
		flags: parsed(row['flags']),
		client_ts: time(client_ts),
		sent_at: time(sent_at),
		received_at: time(received_at),
		occurred_at: time(occurred_at),
		ts: time(ts),
	};
}
