import { setTimeout as sleep } from 'node:timers/promises';
import type { Host } from '../host/index.ts';

export interface Answer {
	readonly status: number;
	readonly etag: string | null;
	// oxlint-disable-next-line typescript/no-explicit-any -- tests look into answers of every shape
	readonly body: any;
}

export async function read(host: Host, path: string): Promise<Answer> {
	const response = await host.fetch(path);
	return { status: response.status, etag: response.headers.get('etag'), body: await response.json() };
}

/** Waits until a condition holds. @returns how long it took, ms */
export async function until(
	what: string,
	condition: () => Promise<boolean>,
	withinMs = 30_000,
): Promise<number> {
	const started = performance.now();
	for (;;) {
		if (await condition()) return performance.now() - started;
		if (performance.now() - started > withinMs) throw new Error(`Not within ${withinMs} ms: ${what}`);
		await sleep(10);
	}
}

export async function untilServed(
	host: Host,
	path: string,
	matches: (answer: Answer) => boolean,
	withinMs?: number,
): Promise<number> {
	let last: Answer | undefined;
	const condition = async () => {
		last = await read(host, path);
		// An answer of another shape is not the one that is waited for.
		return last.status < 500 && matches(last);
	};
	try {
		return await until(path, condition, withinMs);
	} catch (error) {
		throw new Error(`${path} goes on answering ${JSON.stringify(last).slice(0, 600)}`, { cause: error });
	}
}

export async function revisionIn(host: Host): Promise<number> {
	return Number((await host.knex('bebetter_revision').first()).revision);
}
