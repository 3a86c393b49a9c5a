import { afterEach, beforeEach, expect, it } from 'vitest';
import { connectRedis } from '../../platform/redis/connect.ts';
import { SharedLimit } from '../../platform/security/shared-limit.ts';
import { ownRedis, type OwnRedis } from '../support/redis-server.ts';

const quiet = { info: () => undefined, warn: () => undefined };
const windowMs = 60_000;
/** The beginning of a window. */
const start = 1_700_000_040_000;

let server: OwnRedis;
const undo: (() => void)[] = [];
beforeEach(async () => {
	server = await ownRedis();
});
afterEach(async () => {
	for (const stop of undo.splice(0)) stop();
	await server?.stop();
});

async function instance(points: number) {
	let failures = 0;
	const redis = connectRedis({ url: server.url, namespace: 'test', logger: quiet }, 'limits');
	undo.push(() => redis.disconnect());
	await expect.poll(() => redis.status).toBe('ready');
	const onFailure = () => void (failures += 1);
	const limit = new SharedLimit({ name: '{test}:limit', points, windowMs, redis, onFailure });
	return { limit, failures: () => failures, redis };
}

it('instances count together, each client for itself, and begin anew with the next window', async () => {
	const [one, other] = [await instance(3), await instance(3)];
	for (const { limit } of [one, other, one]) expect(await limit.take('a', start)).toBeNull();
	expect(await other.limit.take('a', start + 1_500)).toEqual({ retryAfterSeconds: 59 });
	expect(await other.limit.take('b', start)).toBeNull();
	expect(await other.limit.take('a', start + windowMs)).toBeNull();
	expect(one.failures() + other.failures()).toBe(0);
	expect(await one.redis.pttl(`{test}:limit:a:${start / windowMs}`)).toBeGreaterThan(0);
});

it('R2, R3: while Redis is killed or frozen each counts for itself, lets the rest through and counts that', async () => {
	const { limit, failures } = await instance(2);
	server.freeze();
	expect(await limit.take('a', start)).toBeNull();
	server.thaw();
	await server.kill();
	expect(await limit.take('a', start)).toBeNull();
	expect(failures()).toBe(2);
	// Its own count still holds.
	expect(await limit.take('a', start)).toEqual({ retryAfterSeconds: 60 });

	await server.start();
	await expect
		.poll(
			async () => {
				const before = failures();
				await limit.take(`c${performance.now()}`, start);
				return failures() - before;
			},
			{ timeout: 10_000 },
		)
		.toBe(0);
});
