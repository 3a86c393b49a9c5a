import { Agent, get } from 'node:http';

/** Asks one server, one question after the other, over one connection. */
export interface Client {
	/** Milliseconds to the end of the answer; a refusal counts as an error. */
	readonly request: (path: string) => Promise<number>;
	readonly errors: () => number;
	readonly close: () => void;
}

export function clientOf(url: string): Client {
	const agent = new Agent({ keepAlive: true, maxSockets: 1 });
	let errors = 0;

	return {
		request: async (path) => {
			const started = performance.now();
			if ((await statusOf(url + path, agent)) !== 200) errors += 1;
			return performance.now() - started;
		},
		errors: () => errors,
		close: () => agent.destroy(),
	};
}

function statusOf(url: string, agent: Agent): Promise<number | null> {
	return new Promise((resolve) => {
		get(url, { agent }, (response) => {
			response.resume();
			response.once('end', () => resolve(response.statusCode ?? null));
		}).once('error', () => resolve(null));
	});
}
