import { setTimeout as sleep } from 'node:timers/promises';
import { publicAddress, textOf, type Settings } from '../../domain/operations/doctor/settings.ts';
import { trimEndOf } from '../../domain/text/trim-end.ts';

export interface Origin {
	/** Without a slash at the end. */
	readonly url: string;
	readonly answers: boolean;
}

const longestMs = 3_000;
/** A job may run before the instance that works it listens, ms. */
const patienceMs = 8_000;
const pauseMs = 500;

/**
 * Where verify asks: where it is told to, else this machine's own port, and where nothing listens there, as beside a
 * worker, the address that people use. Unless it is told, it waits some seconds for one of them.
 */
export async function chooseOrigin(env: Settings, told: string | undefined): Promise<Origin> {
	const candidates = told === undefined ? [ownAddress(env), publicAddress(env)?.url.href] : [told];
	const urls = candidates.flatMap((url) => (url ? trimEndOf(url, '/') : []));
	const givesUpAt = performance.now() + (told === undefined ? patienceMs : 0);
	for (;;) {
		for (const url of urls) if (await answers(url)) return { url, answers: true };
		if (performance.now() >= givesUpAt) return { url: urls[0]!, answers: false };
		await sleep(pauseMs);
	}
}

function ownAddress(env: Settings): string {
	const host = textOf(env, 'HOST') ?? '0.0.0.0';
	const name = ['0.0.0.0', '::'].includes(host) ? '127.0.0.1' : host;
	return `http://${name.includes(':') ? `[${name}]` : name}:${textOf(env, 'PORT') ?? '8055'}`;
}

async function answers(url: string): Promise<boolean> {
	try {
		const response = await fetch(`${url}/server/ping`, { signal: AbortSignal.timeout(longestMs) });
		await response.body?.cancel();
		return response.ok;
	} catch {
		return false;
	}
}
