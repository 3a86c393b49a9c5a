import { setTimeout as sleep } from 'node:timers/promises';
import type { Entry } from '../../platform/publishing/entry.ts';
import { MemoryStore } from '../../platform/publishing/memory-store.ts';
import { RedisStore } from '../../platform/publishing/redis-store.ts';
import type { ResponseStore } from '../../platform/publishing/response-store.ts';
import { onCleanUp } from '../support/clean-up.ts';
import { entry, revisionOf } from '../support/entries.ts';
import { firstFood, numberInFood } from '../support/food.ts';
import { scratchDatabase } from '../support/hosts.ts';
import { atMost, type Measure, type Result } from '../support/measure.ts';
import { publisherOn, questionAt } from '../support/publishers.ts';
import { deleteNamespace, redisConnection } from '../support/redis.ts';

/**
 * A reader that read before a publish stores what it read after the publish. A cache that deletes and refills
 * serves the old content from then on.
 */
export const races: Measure = {
	name: 'races',
	async *run({ long }) {
		const trials = long ? 10_000 : 2_000;
		const redis = redisConnection();
		const namespace = `bench_${process.pid}_races`;
		onCleanUp(() => deleteNamespace(`{${namespace}`));

		yield await raceStore('in memory', new MemoryStore(1e8), trials);
		yield await raceStore('in Redis', new RedisStore(redis, namespace), trials);
		yield await racePublishers(new RedisStore(redisConnection(), `${namespace}_shared`), trials);

		const deleting = new Map<string, Entry>();
		yield {
			...(await raceStore('of a cache that deletes and refills', deleteAndRefill(deleting), trials)),
			target: null,
		};
	},
};

const how = (trials: number): string =>
	`${trials} forced races: a reader holds revision n, n+1 is published, then or meanwhile the reader stores n`;

async function raceStore(where: string, store: ResponseStore, trials: number): Promise<Result> {
	let stale = 0;
	let current = 0;
	for (let trial = 1; trial <= trials; trial += 1) {
		const key = `race-${trial % 50}`;
		const old = entry(key, trial * 2, [`race:${trial % 50}`]);
		const fresh = entry(key, trial * 2 + 1, old.tags);
		const before = revisionOf(trial * 2 - 1);
		const publish = async (): Promise<void> => {
			await store.retire(fresh.tags, fresh.revision, before);
			await store.put(fresh);
		};

		// Half of them one after the other, half at the same time.
		if (trial % 2 === 0) await publish().then(() => store.put(old));
		else await Promise.all([publish(), store.put(old)]);
		const served = await store.get(key, before);
		if (!served) continue;
		if (served.revision.number < fresh.revision.number) stale += 1;
		else current += 1;
	}
	return {
		name: `stale reads after publish, ${where}`,
		value: stale,
		unit: '',
		target: atMost(0),
		how: `${how(trials)}; the new content was served after ${current} of them`,
	};
}

/** Two instances share one slow store; one publishes while readers of both fill it with what they know. */
async function racePublishers(shared: ResponseStore, trials: number): Promise<Result> {
	const database = await scratchDatabase();
	const food = await firstFood(database);
	const question = questionAt(food.path);
	const instances = [publisherOn(database, slowly(shared)), publisherOn(database, slowly(shared))];
	const numberOn = async (instance: (typeof instances)[number]): Promise<number> => {
		const { entry: served } = await instance.answer(question);
		return numberInFood(served.representation.bodies.identity.toString());
	};

	await Promise.all(instances.map((instance) => instance.refresh()));
	let stale = 0;
	for (let trial = 1; trial <= trials; trial += 1) {
		const readers = instances.map((instance) => numberOn(instance));
		await database.knex('foods').where({ id: food.id }).update(food.withNumber(trial));
		for (const instance of instances) {
			await instance.refresh();
			const served = await Promise.all([numberOn(instance), numberOn(instance)]);
			if (served.some((number) => number < trial)) stale += 1;
		}
		await Promise.all(readers);
	}
	return {
		name: 'stale reads after publish, two publishers and a slow Redis',
		value: stale,
		unit: '',
		target: atMost(0),
		how: `${how(trials)}; every read and write of Redis waits 0 to 3 ms`,
	};
}

function slowly(store: ResponseStore): ResponseStore {
	const pause = () => sleep(Math.random() * 3);
	return {
		get: async (key, known) => {
			const held = await store.get(key, known);
			await pause();
			return held;
		},
		put: async (value) => {
			await pause();
			return store.put(value);
		},
		retire: (tags, revision, after) => store.retire(tags, revision, after),
		clear: (revision) => store.clear(revision),
	};
}

/** What most caches do; shows that the races are real ones. */
function deleteAndRefill(entries: Map<string, Entry>): ResponseStore {
	return {
		get: async (key) => entries.get(key) ?? null,
		put: async (value) => {
			entries.set(value.key, value);
			return true;
		},
		retire: async () => entries.clear(),
		clear: async () => entries.clear(),
	};
}
