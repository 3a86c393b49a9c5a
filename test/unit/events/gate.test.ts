import { expect, it } from 'vitest';
import { Gate } from '../../../platform/events/gate.ts';

const settle = () => new Promise((resolve) => setImmediate(resolve));

it('lets so many work and so many wait, refuses the others, and loses no place to a failure', async () => {
	const gate = new Gate(2, 3);
	const open: ((error?: Error) => void)[] = [];
	let most = 0;
	let running = 0;
	const work = () => {
		most = Math.max(most, (running += 1));
		return new Promise<string>((resolve, reject) =>
			open.push((error) => {
				running -= 1;
				if (error) reject(error);
				else resolve('done');
			}),
		);
	};
	const passes = Array.from({ length: 7 }, () => gate.pass(work).catch((error: Error) => error.message));
	await settle();
	expect([running, gate.isFull]).toEqual([2, true]);
	open.shift()!(new Error('broken'));
	for (let turn = 0; turn < 6; turn += 1) {
		await settle();
		open.shift()?.();
	}
	expect(await Promise.all(passes)).toEqual([
		'broken',
		...Array.from({ length: 4 }, () => ({ result: 'done' })),
		null,
		null,
	]);
	expect([most, running, gate.isFull]).toEqual([2, 0, false]);
	const again = gate.pass(work);
	open.shift()!();
	expect(await again).toEqual({ result: 'done' });
});
