import { setTimeout as sleep } from 'node:timers/promises';
import { firstFood } from '../support/food.ts';
import { host } from '../support/hosts.ts';
import { atMost, type Measure } from '../support/measure.ts';
import { startReaders } from '../support/readers.ts';
import { percentile, worst } from '../support/stats.ts';

const readers = 32;
const publishes = 50;

/** Whether readers notice that somebody publishes. */
export const readersDuringPublish: Measure = {
	name: 'readers-during-publish',
	async *run() {
		const instance = await host({ database: 'postgres' });
		const food = await firstFood(instance);
		const options = { url: instance.url + food.path, count: readers };
		await (await instance.fetch(food.path)).arrayBuffer();

		await sleepWhile(options, 2_000);
		const [quiet] = await sleepWhile(options, 5_000);
		const stop = await startReaders(options);
		const started = performance.now();
		for (let number = 1; number <= publishes; number += 1) {
			await instance.admin('PATCH', `/items/foods/${food.id}`, food.withNumber(number));
			await sleep(60);
		}
		const seconds = (performance.now() - started) / 1000;
		const busy = await stop();
		if (busy.highest !== publishes) throw new Error(`The last publish was not seen: ${busy.highest}`);

		const how = `${readers} readers at full speed on PostgreSQL, ${publishes} PATCHes of what they read; ${busy.latencies.length} reads in ${seconds.toFixed(1)} s`;
		for (const [name, { latencies }] of [
			['nobody publishing', quiet],
			['50 publishes', busy],
		] as const) {
			const values = [...latencies];
			yield {
				name: `readers with ${name}, p99`,
				value: percentile(values, 0.99),
				unit: 'ms',
				target: null,
				how,
			};
			yield { name: `readers with ${name}, worst`, value: worst(values), unit: 'ms', target: null, how };
		}
		yield { name: 'readers during publishes, errors', value: busy.errors, unit: '', target: atMost(0), how };
		yield {
			name: 'readers during publishes that went back in time',
			value: busy.backwards,
			unit: '',
			target: atMost(0),
			how,
		};
	},
};

async function sleepWhile(options: Parameters<typeof startReaders>[0], milliseconds: number) {
	const stop = await startReaders(options);
	await sleep(milliseconds);
	return [await stop()] as const;
}
