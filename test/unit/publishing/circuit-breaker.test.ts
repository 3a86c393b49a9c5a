import { expect, it } from 'vitest';
import { CircuitBreaker } from '../../../platform/redis/circuit-breaker.ts';

function setUp() {
	const state = { now: 0, calls: 0, fails: true };
	const breaker = new CircuitBreaker(() => state.now);
	const run = () =>
		breaker.run(async () => {
			state.calls += 1;
			if (state.fails) throw new Error('down');
			return 'answer';
		});
	return { state, breaker, run };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

it('stops asking after three failures and never throws', async () => {
	const { state, run } = setUp();
	for (let attempt = 0; attempt < 10; attempt += 1) expect(await run()).toBeNull();
	expect(state.calls).toBe(3);
});

it('makes one trial after two seconds and opens again when that fails', async () => {
	const { state, run } = setUp();
	for (let attempt = 0; attempt < 3; attempt += 1) await run();
	state.now = 2_000;
	await Promise.all([run(), run(), run()]);
	expect(state.calls).toBe(4);
	await settled();
	await run();
	expect(state.calls).toBe(4);
});

it('closes when the trial succeeds', async () => {
	const { state, run } = setUp();
	for (let attempt = 0; attempt < 3; attempt += 1) await run();
	Object.assign(state, { now: 2_000, fails: false });
	expect(await run()).toBeNull();
	await settled();
	expect(await Promise.all([run(), run()])).toEqual(['answer', 'answer']);
});

it('lets nobody wait for a trial that hangs', async () => {
	const { state, breaker, run } = setUp();
	for (let attempt = 0; attempt < 3; attempt += 1) await run();
	state.now = 2_000;
	let hang = (): void => undefined;
	expect(await breaker.run(() => new Promise<void>((resolve) => (hang = resolve)))).toBeNull();
	expect(await run()).toBeNull();
	expect(state.calls).toBe(3);
	hang();
	await settled();
	state.fails = false;
	expect(await run()).toBe('answer');
});
