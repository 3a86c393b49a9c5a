import { setTimeout as sleep } from 'node:timers/promises';
import type { Host } from '../../test/support/host/index.ts';
import { listenForCommits } from '../support/commits.ts';
import { firstFood, numberInFood, type Food } from '../support/food.ts';
import { host } from '../support/hosts.ts';
import { atMost, type Measure } from '../support/measure.ts';
import { percentile } from '../support/stats.ts';
import { watch, type Watch } from '../support/watch.ts';

const publishes = 120;
/** Between two publishes, ms: other than a divisor of the second at which instances look by themselves. */
const pauseMs = () => 100 + Math.random() * 250;

interface Publish {
	readonly number: number;
	readonly committed: number;
	readonly answered: number;
}

/** How long after a commit each instance still serves the old content. */
export const publishToVisible: Measure = {
	name: 'publish-to-visible',
	async *run() {
		const a = await host({ database: 'postgres', redis: true });
		const b = await host({ database: 'postgres', redis: true, shareDatabaseWith: a });
		const deaf = await host({
			database: 'postgres',
			redis: true,
			shareDatabaseWith: a,
			env: { BEBETTER_REDIS_URL: 'redis://127.0.0.1:1' },
		});
		const food = await firstFood(a);
		const commits = await listenForCommits(a);
		const watches = [a, b, deaf].map(({ url }) => watch(url + food.path, numberInFood));

		const published = await publish(a, food, commits);
		await sleep(1500);
		await Promise.all(watches.map(({ stop }) => stop()));

		const [onA, onB, onDeaf] = watches as [Watch, Watch, Watch];
		const how = `${published.length} PATCHes of a food through Directus; from PostgreSQL's notice of the commit`;
		const delays = (watched: Watch, from: 'committed' | 'answered') =>
			published.map((each) => Math.max(0, (watched.seen.get(each.number) ?? Infinity) - each[from]));

		const table = [
			['where it was published', onA, 50],
			['the other instance', onB, 50],
			['an instance that hears no announcement', onDeaf, 1000],
		] as const;
		for (const [where, watched, target] of table) {
			const values = delays(watched, 'committed');
			yield {
				name: `visible on ${where}, p50`,
				value: percentile(values, 0.5),
				unit: 'ms',
				target: null,
				how,
			};
			yield {
				name: `visible on ${where}, p99`,
				value: percentile(values, 0.99),
				unit: 'ms',
				target: atMost(target),
				how,
			};
		}
		yield {
			name: 'visible on the other instance after the PATCH was answered, p99',
			value: percentile(delays(onB, 'answered'), 0.99),
			unit: 'ms',
			target: null,
			how,
		};
		yield {
			name: 'answers older than one before, of the watching readers',
			value: watches.reduce((sum, { backwards, errors }) => sum + backwards() + errors(), 0),
			unit: '',
			target: atMost(0),
			how: `${watches.reduce((sum, { reads }) => sum + reads(), 0)} reads of three readers; failed requests count too`,
		};
	},
};

async function publish(on: Host, food: Food, commits: readonly number[]): Promise<Publish[]> {
	const published: Publish[] = [];
	for (let number = 1; number <= publishes; number += 1) {
		const before = commits.length;
		await on.admin('PATCH', `/items/foods/${food.id}`, food.withNumber(number));
		const answered = performance.now();
		await sleep(20);
		const committed = commits[before];
		if (committed === undefined) throw new Error('PostgreSQL did not report the commit');
		published.push({ number, committed, answered });
		await sleep(pauseMs());
	}
	return published;
}
