import type { DirectusClient } from '@directus/sdk';
import { serverAddress } from './address.ts';
import { BeBetterError, errorOfAnswer } from './errors.ts';

export interface Request {
	/** With its query, below the address of the server. */
	readonly path: string;
	readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
	readonly headers?: Readonly<Record<string, string>>;
	/** Sent as JSON. */
	readonly body?: unknown;
	/** It takes long when there is much: it may take six times the time. */
	readonly isLong?: boolean;
}

export interface Answer {
	/** 200 to 299, or 304. */
	readonly status: number;
	readonly etag: string | null;
	/** The JSON in it; undefined without a body. */
	readonly body: unknown;
}

/** @throws {BeBetterError} for every answer but 2xx and 304, and when there is none */
export type Send = (request: Request) => Promise<Answer>;

/** Sends through the `fetch` that the SDK's client was given. Nothing waits longer than the timeout, bodies included. */
export function createSend<Schema>(client: DirectusClient<Schema>, timeoutMs: number): Send {
	const base = serverAddress(client.url);

	return async ({ path, method = 'GET', headers, body, isLong }) => {
		const patienceMs = isLong ? 6 * timeoutMs : timeoutMs;
		const { status, etag, retryAfter, text } = await exchange(patienceMs, async (signal) => {
			// No `cache`: React Native's fetch would add a parameter to the address, which the server refuses.
			const response = (await client.globals.fetch(base + path, {
				method,
				signal,
				headers: {
					Accept: 'application/json',
					...(body !== undefined && { 'Content-Type': 'application/json' }),
					...headers,
				},
				...(body !== undefined && { body: JSON.stringify(body) }),
			})) as Response;
			const { status, headers: answered } = response;
			const retryAfter = answered.get('Retry-After');
			return { status, etag: answered.get('ETag'), retryAfter, text: await response.text() };
		});
		const json = parseJson(text);

		if (status === 304 || status === 204) return { status, etag, body: undefined };
		if (status < 200 || status > 299) throw errorOfAnswer(status, json, retryAfter);
		if (typeof json !== 'object' || json === null) throw unreadable(status);
		return { status, etag, body: json };
	};
}

async function exchange<T>(timeoutMs: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
	// Not AbortSignal.timeout: React Native has none.
	const controller = new AbortController();
	const timer = setTimeout(() => controller.abort(), timeoutMs);
	try {
		return await work(controller.signal);
	} catch (cause) {
		throw controller.signal.aborted
			? new BeBetterError({ code: 'TIMEOUT', status: 0, message: `No answer in ${timeoutMs} ms.` }, { cause })
			: new BeBetterError({ code: 'NETWORK', status: 0, message: 'The server was not reached.' }, { cause });
	} finally {
		clearTimeout(timer);
	}
}

export const unreadable = (status: number): BeBetterError =>
	new BeBetterError({ code: 'UNREADABLE', status, message: 'The answer is not one of this server.' });

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
