import { setTimeout as sleep } from 'node:timers/promises';
import { readRetryAfter } from '../../domain/delivery/retry-after.ts';
import type { CdnAnswer } from './cdn.ts';

export interface CdnRequest {
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body?: string;
}

const timeoutMs = 5_000;
const pauseMs = 500;
/** Whoever asks us to wait longer is asked again by a later publish. */
const longestPauseMs = 5_000;

/**
 * Sends purge requests one after the other, each tried again once when the CDN is busy or in trouble. Stops at
 * the first that fails. Never throws.
 */
export async function sendAll(name: string, requests: readonly CdnRequest[]): Promise<CdnAnswer> {
	let last: CdnAnswer = { name, ok: true };
	for (const request of requests) {
		last = await send(name, request);
		if (!last.ok) return last;
	}
	return last;
}

async function send(name: string, request: CdnRequest): Promise<CdnAnswer> {
	try {
		const first = await post(request);
		const response = isPassing(first.status) ? await retry(first, request) : first;
		return await judge(name, response);
	} catch (error) {
		return { name, ok: false, error: explain(error) };
	}
}

const post = ({ url, headers, body }: CdnRequest): Promise<Response> =>
	fetch(url, {
		method: 'POST',
		headers,
		...(body !== undefined && { body }),
		redirect: 'error',
		signal: AbortSignal.timeout(timeoutMs),
	});

const isPassing = (status: number): boolean => status === 429 || status >= 500;

async function retry(refused: Response, request: CdnRequest): Promise<Response> {
	const asked = readRetryAfter(refused.headers.get('retry-after'), new Date()) ?? pauseMs;
	if (asked > longestPauseMs) return refused;
	await refused.body?.cancel();
	await sleep(asked);
	return post(request);
}

/** Cloudflare may say no with a 200, so the body counts as well. */
async function judge(name: string, response: Response): Promise<CdnAnswer> {
	const text = (await response.text()).slice(0, 2_000);
	const refused = /"success"\s*:\s*false/.test(text);
	if (response.ok && !refused) return { name, ok: true, status: response.status };
	return { name, ok: false, status: response.status, error: text.slice(0, 300) || response.statusText };
}

/** The request itself holds a secret, so only the cause is told. */
function explain(error: unknown): string {
	if (error instanceof Error && error.name === 'TimeoutError') return `no answer within ${timeoutMs} ms`;
	const cause = error instanceof Error ? (error.cause ?? error) : error;
	return cause instanceof Error ? cause.message || cause.name : 'the request failed';
}
