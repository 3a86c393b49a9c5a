import type { Redis } from 'ioredis';
import { rateLimit, type RateLimit } from '../fast-path/rate-limit.ts';
import { CircuitBreaker } from '../redis/circuit-breaker.ts';

export interface SharedLimitOptions {
	/** Part of the keys in Redis. */
	readonly name: string;
	/** Requests a client may make in a window. */
	readonly points: number;
	readonly windowMs: number;
	/** null on an instance that works without Redis: it counts for itself. */
	readonly redis: Redis | null;
	/** Called for each request that Redis did not count. */
	readonly onFailure: () => void;
}

/**
 * A limit that instances count together. Without Redis, and while it fails, each instance goes by its own count: a limit
 * must never be what keeps operators out.
 */
export class SharedLimit {
	readonly #options: SharedLimitOptions;
	readonly #own: RateLimit;
	readonly #breaker = new CircuitBreaker();

	constructor(options: SharedLimitOptions) {
		this.#options = options;
		this.#own = rateLimit(options.points, options.windowMs);
	}

	/** @returns null when the client has points left */
	async take(client: string, now: number): Promise<{ retryAfterSeconds: number } | null> {
		const { redis, points, windowMs, onFailure } = this.#options;
		const own = this.#own(client, now);
		if (!redis || own) return own;
		const used = await this.#breaker.run(() => this.#count(redis, client, now));
		if (used === null) {
			onFailure();
			return null;
		}
		return used <= points ? null : { retryAfterSeconds: Math.ceil((windowMs - (now % windowMs)) / 1000) };
	}

	async #count(redis: Redis, client: string, now: number): Promise<number> {
		const { name, windowMs } = this.#options;
		const key = `${name}:${client}:${Math.floor(now / windowMs)}`;
		const answers = await redis.multi().incr(key).pexpire(key, windowMs).exec();
		const [error, used] = answers?.[0] ?? [new Error('no answer'), 0];
		if (error) throw error;
		return Number(used);
	}
}
