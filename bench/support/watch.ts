import { Agent, get } from 'node:http';

/** Follows the number that an address serves, asking again as soon as it was answered. */
export interface Watch {
	/** When each number was first seen, by performance.now(). */
	readonly seen: ReadonlyMap<number, number>;
	/** Answers that carried a smaller number than one before, or the tag of another content. */
	readonly backwards: () => number;
	readonly errors: () => number;
	readonly reads: () => number;
	readonly stop: () => Promise<void>;
}

/** Between two questions, so that watching does not take the processor from what is watched, ms. */
const pauseMs = 1;

/** @param numberIn finds the number in an answer */
export function watch(url: string, numberIn: (body: string) => number): Watch {
	const agent = new Agent({ keepAlive: true, maxSockets: 1 });
	const seen = new Map<number, number>();
	const tags = new Map<string, number>();
	let last = -Infinity;
	let backwards = 0;
	let errors = 0;
	let reads = 0;
	const stopped = new AbortController();

	const running = (async () => {
		while (!stopped.signal.aborted) {
			const answer = await read(url, agent);
			reads += 1;
			if (!answer) errors += 1;
			else note(answer);
			await new Promise((resolve) => setTimeout(resolve, pauseMs));
		}
		agent.destroy();
	})();

	function note({ body, etag }: Answer): void {
		const number = numberIn(body);
		const known = tags.get(etag);
		if (number < last || (known !== undefined && known !== number)) backwards += 1;
		if (number <= last) return;
		// What was skipped is visible as well: it is part of the newer content.
		const now = performance.now();
		for (let each = Number.isFinite(last) ? last + 1 : number; each <= number; each += 1) seen.set(each, now);
		tags.set(etag, number);
		last = number;
	}

	return {
		seen,
		backwards: () => backwards,
		errors: () => errors,
		reads: () => reads,
		stop: () => {
			stopped.abort();
			return running;
		},
	};
}

interface Answer {
	readonly body: string;
	readonly etag: string;
}

function read(url: string, agent: Agent): Promise<Answer | null> {
	return new Promise((resolve) => {
		get(url, { agent }, (response) => {
			let body = '';
			response.setEncoding('utf8');
			response.on('data', (part: string) => (body += part));
			response.once('end', () =>
				resolve(response.statusCode === 200 ? { body, etag: response.headers.etag ?? '' } : null),
			);
		}).once('error', () => resolve(null));
	});
}
