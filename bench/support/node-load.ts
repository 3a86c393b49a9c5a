/* The load generator where wrk is missing: keeps a number of connections busy and reports to its parent. */
import { Agent, get } from 'node:http';
import type { Load, LoadResult } from './load.ts';
import { percentile } from './stats.ts';

const { url, headers = {}, seconds, connections = 64 } = JSON.parse(process.argv[2]!) as Load;
const agent = new Agent({ keepAlive: true, maxSockets: connections });
const latencies: number[] = [];
let errors = 0;

const started = performance.now();
const ends = started + seconds * 1000;
await Promise.all(Array.from({ length: connections }, keepBusy));
const result: LoadResult = {
	perSecond: (latencies.length / (performance.now() - started)) * 1000,
	p50: percentile(latencies, 0.5),
	p99: percentile(latencies, 0.99),
	errors,
};
agent.destroy();
process.send!(result);
process.disconnect();

async function keepBusy(): Promise<void> {
	while (performance.now() < ends) {
		const from = performance.now();
		if ((await request()) >= 400) errors += 1;
		latencies.push(performance.now() - from);
	}
}

/** The status; 599 when there is no answer. */
function request(): Promise<number> {
	return new Promise((resolve) => {
		get(url, { agent, headers }, (response) => {
			response.resume();
			response.once('end', () => resolve(response.statusCode ?? 599));
		}).once('error', () => resolve(599));
	});
}
