import type { Bus } from '../../publishing/bus.ts';
import { question, type CheckQuestion, type CheckSources } from './check-question.ts';

export function deliveryChecks({ delivery: { bus, publisher } }: CheckSources): CheckQuestion[] {
	const cache = question('cache', async () => {
		const { memory, redis, database } = publisher.lookups;
		const all = memory + redis + database;
		const { bytes, entries } = publisher.stats;
		return {
			observed: all === 0 ? 1 : (memory + redis) / all,
			facts: { memory, redis, database, bytes, entries },
		};
	});
	return bus ? [...redisChecks(bus), cache] : [cache];
}

const redisChecks = (bus: Bus): CheckQuestion[] => [
	question('redis', async () => ({ observed: await bus.ping() })),
	question('redis_memory', async () => {
		const { usedBytes, limitBytes, policy, evicted, hits, misses } = await bus.usage();
		return {
			observed: limitBytes === null ? 0 : usedBytes / limitBytes,
			facts: {
				used_bytes: usedBytes,
				limit_bytes: limitBytes,
				policy,
				evicted,
				hit_ratio: hits + misses === 0 ? null : hits / (hits + misses),
			},
			// With any other, jobs that wait in Redis go when its memory is full.
			isAmiss: policy !== 'noeviction',
		};
	}),
];
