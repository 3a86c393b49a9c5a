import type { Redis } from 'ioredis';
import type { SampledFamily } from './families.ts';

/** What is not renewed for so long is of a process that has ended, s. */
const lifetimeSeconds = 60;

/** What one process counted, as it left it for the others. */
export interface Snapshot {
	readonly instance: string;
	readonly families: readonly SampledFamily[];
}

/** Where processes leave what they counted, in Redis. No clock is compared: what is old is gone. */
export class Snapshots {
	readonly #redis: Redis;
	readonly #names: string;

	constructor(redis: Redis, namespace: string) {
		this.#redis = redis;
		this.#names = `{${namespace}}:metrics`;
	}

	/** @throws {Error} when Redis does not take it */
	async put({ instance, families }: Snapshot): Promise<void> {
		const answers = await this.#redis
			.multi()
			.set(this.#keyOf(instance), JSON.stringify(families), 'EX', lifetimeSeconds)
			.sadd(this.#names, instance)
			.exec();
		const failed = answers?.find(([error]) => error !== null);
		if (failed?.[0]) throw failed[0];
	}

	/** @throws {Error} when Redis does not answer */
	async remove(instance: string): Promise<void> {
		await this.#redis.del(this.#keyOf(instance));
	}

	/** Of every process that put one within a minute. @throws {Error} when Redis does not answer */
	async all(): Promise<Snapshot[]> {
		const instances = await this.#redis.smembers(this.#names);
		if (instances.length === 0) return [];
		const texts = await this.#redis.mget(instances.map((instance) => this.#keyOf(instance)));
		const gone = instances.filter((_, place) => texts[place] === null);
		if (gone.length > 0) await this.#redis.srem(this.#names, ...gone);
		return instances.flatMap((instance, place) => {
			const text = texts[place];
			return text ? [{ instance, families: JSON.parse(text) as SampledFamily[] }] : [];
		});
	}

	#keyOf(instance: string): string {
		return `${this.#names}:${instance}`;
	}
}
