import { Agent, get } from 'node:http';
import { numberInFood } from './food.ts';
import { helperInput } from './helper.ts';
import type { ReadersOptions, ReadersReport } from './readers.ts';

const { url, count } = helperInput<ReadersOptions>();
const agent = new Agent({ keepAlive: true, maxSockets: count });
const stopped = new AbortController();
const latencies: number[] = [];
let errors = 0;
let backwards = 0;
let highest = 0;

process.once('message', () => stopped.abort());
process.once('disconnect', () => process.exit());
process.send!('ready');
await Promise.all(Array.from({ length: count }, keepReading));
agent.destroy();
const report: ReadersReport = { latencies, errors, backwards, highest };
process.send!(report);

async function keepReading(): Promise<void> {
	let last = 0;
	while (!stopped.signal.aborted) {
		const started = performance.now();
		const number = await readNumber();
		latencies.push(performance.now() - started);
		if (number === null) errors += 1;
		else {
			if (number < last) backwards += 1;
			last = number;
			highest = Math.max(highest, number);
		}
	}
}

function readNumber(): Promise<number | null> {
	return new Promise((resolve) => {
		get(url, { agent }, (response) => {
			let body = '';
			response.setEncoding('utf8');
			response.on('data', (part: string) => (body += part));
			response.once('end', () => resolve(response.statusCode === 200 ? numberInFood(body) : null));
		}).once('error', () => resolve(null));
	});
}
