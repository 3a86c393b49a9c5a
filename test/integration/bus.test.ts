import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Bus } from '../../platform/publishing/bus.ts';
import { redisNamespace, type RedisNamespace } from '../support/publishing/redis-namespace.ts';
import { ownRedis, type OwnRedis } from '../support/redis-server.ts';

const logger = { info: () => undefined, warn: () => undefined };
let server: OwnRedis;
let namespace: RedisNamespace;
let buses: Bus[];

beforeEach(async () => {
	server = await ownRedis();
	namespace = await redisNamespace(server.url);
	buses = [];
});
afterEach(async () => {
	for (const bus of buses) bus.stop();
	await namespace.close();
	await server.stop();
});

interface Instance {
	readonly bus: Bus;
	heard: number;
	work: () => Promise<void>;
}

function join(): Instance {
	const instance = { heard: 0, work: async () => undefined as void } as {
		-readonly [K in keyof Instance]: Instance[K];
	};
	instance.bus = new Bus({ url: server.url, namespace: namespace.name, logger }, async () => {
		instance.heard += 1;
		await instance.work();
	});
	instance.bus.serve();
	buses.push(instance.bus);
	return instance;
}

async function until(condition: () => boolean | Promise<boolean>, withinMs = 8_000): Promise<void> {
	const deadline = Date.now() + withinMs;
	while (!(await condition())) {
		if (Date.now() > deadline) throw new Error('It did not come true');
		await sleep(10);
	}
}

/** Both listen and know of each other. */
async function pair(): Promise<[Instance, Instance]> {
	const [a, b] = [join(), join()];
	await until(async () => {
		const [{ receipts }, back] = await Promise.all([a.bus.announceAndWait(), b.bus.announceAndWait()]);
		return receipts.length === 1 && back.receipts.length === 1;
	});
	[a.heard, b.heard] = [0, 0];
	return [a, b];
}

it('tells the others and not itself', async () => {
	const [a, b] = await pair();
	await a.bus.announce();
	await until(() => b.heard === 1);
	expect(a.heard).toBe(0);
});

it('gives a receipt when the other has taken over, with its time', async () => {
	const [a, b] = await pair();
	let done = false;
	b.work = async () => {
		await sleep(100);
		done = true;
	};
	let { receipts, missing } = await a.bus.announceAndWait();
	// A busy machine may need longer than a receipt is waited for.
	await until(async () => {
		if (missing.length > 0) ({ receipts, missing } = await a.bus.announceAndWait());
		return missing.length === 0;
	});
	expect(done).toBe(true);
	expect(receipts).toMatchObject([{ instance: b.bus.instance }]);
	expect(receipts[0]!.milliseconds).toBeGreaterThanOrEqual(90);
});

it('names the instance that failed to take over or did not answer in time', async () => {
	const [a, b] = await pair();
	b.work = () => Promise.reject(new Error('no database'));
	expect((await a.bus.announceAndWait()).missing).toEqual([b.bus.instance]);
	b.bus.stop();
	expect((await a.bus.announceAndWait()).missing).toEqual([b.bus.instance]);
});

it('forgets an instance that is gone for some seconds', async () => {
	const [a, b] = await pair();
	b.bus.stop();
	await until(async () => (await a.bus.announceAndWait()).missing.length === 0, 12_000);
});

it('listens again after its connections were killed, and looks for what it missed', async () => {
	const [a, b] = await pair();
	for (const type of ['normal', 'pubsub'])
		await namespace.redis.call('CLIENT', 'KILL', 'TYPE', type, 'SKIPME', 'yes');
	await until(() => b.heard > 0);
	await until(async () => (await a.bus.announceAndWait()).receipts.length === 1);
});

it('survives Redis being killed and coming back empty', async () => {
	const [a, b] = await pair();
	await server.kill();
	await a.bus.announce();
	expect(await a.bus.announceAndWait()).toEqual({ receipts: [], missing: [] });
	await server.start();
	await until(async () => (await a.bus.announceAndWait()).receipts.length === 1);
	expect(b.heard).toBeGreaterThan(0);
});

it('survives nonsense on its channels and in its list of instances', async () => {
	const [a, b] = await pair();
	for (const text of ['', '{', 'null', '[]', '5', '{"receipt":1}'])
		for (const channel of ['turnovers', 'receipts'])
			await namespace.redis.publish(`{${namespace.name}}:${channel}`, text);
	await namespace.redis.set(`{${namespace.name}}:instances`, 'garbage');
	await a.bus.announce();
	await until(() => b.heard >= 1);
});

it('leaves no key without an expiry and no foreign key changed', async () => {
	await pair();
	for (const key of await namespace.keys()) expect(await namespace.redis.pttl(key), key).toBeGreaterThan(0);
	expect(await namespace.foreign()).toEqual(namespace.planted);
});
