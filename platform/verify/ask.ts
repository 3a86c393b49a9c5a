import { setTimeout as sleep } from 'node:timers/promises';

export interface Answer {
	/** null: none in time. */
	readonly status: number | null;
	readonly entityTag: string | null;
	/** Parsed; null when it is no JSON. */
	readonly body: unknown;
}

const longestMs = 4_000;
const mostTries = 4;
const pauseMs = 1_000;
/** Few enough for a rate limiter as Directus has it by default, and for an instance that has other work. */
const atOnce = 4;

const noAnswer: Answer = { status: null, entityTag: null, body: null };

/** Asks without a login. A rate limit is waited for, and who is silent asked once more. Never throws. */
export async function ask(url: string, init: RequestInit = {}): Promise<Answer> {
	for (let tries = 1; ; tries += 1) {
		const answer = await askOnce(url, init).catch(() => noAnswer);
		const isLimited = answer.status === 429 && tries < mostTries;
		const isSilent = answer.status === null && tries === 1;
		if (!isLimited && !isSilent) return answer;
		await sleep(pauseMs);
	}
}

async function askOnce(url: string, init: RequestInit): Promise<Answer> {
	const response = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(longestMs) });
	const text = await response.text();
	return { status: response.status, entityTag: response.headers.get('etag'), body: parseJson(text) };
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}

/** Does the same with each, a few at a time, in their order. */
export async function eachOf<Item, Result>(
	items: readonly Item[],
	work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
	const results: Result[] = [];
	for (let from = 0; from < items.length; from += atOnce)
		results.push(...(await Promise.all(items.slice(from, from + atOnce).map(work))));
	return results;
}
