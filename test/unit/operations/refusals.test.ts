import { expect, it } from 'vitest';
import { Refusals } from '../../../platform/security/refusals.ts';

it('S1: blocks an address at its tenth refusal, for the rest of the minute, and nobody else', () => {
	const refusals = new Refusals(10);
	for (let time = 0; time < 9; time += 1) refusals.count('a', 1_000);
	expect(refusals.blockedFor('a', 1_000)).toBeNull();
	refusals.count('a', 2_000);
	expect(refusals.blockedFor('a', 2_000)).toBe(59);
	expect(refusals.blockedFor('b', 2_000)).toBeNull();
	expect(refusals.blockedFor('a', 61_000)).toBeNull();
});

it('remembers only so many, and forgets those whose time is over', () => {
	const refusals = new Refusals(1);
	for (let address = 0; address < 20_000; address += 1) refusals.count(String(address), 0);
	expect(refusals.blockedFor('0', 0)).toBeNull();
	expect(refusals.blockedFor('19999', 0)).toBe(60);
});
