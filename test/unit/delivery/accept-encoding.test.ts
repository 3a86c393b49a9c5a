import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { negotiateCoding } from '../../../domain/delivery/accept-encoding.ts';

describe('the coding of an answer', () => {
	it.each([
		[undefined, 'identity'],
		['', 'identity'],
		['gzip', 'gzip'],
		['GZIP', 'gzip'],
		['x-gzip', 'gzip'],
		['gzip, deflate, br, zstd', 'br'],
		['br;q=0.5, gzip;q=0.8', 'gzip'],
		['br;q=0, gzip', 'gzip'],
		['br;q=0, *', 'gzip'],
		['*', 'br'],
		['*;q=0', 'identity'],
		['identity', 'identity'],
		['identity;q=1, gzip;q=0.5', 'identity'],
		['gzip;q=0', 'identity'],
		['gzip;q=', 'identity'],
		['gzip;q=none', 'identity'],
		['deflate', 'identity'],
		['zstd', 'identity'],
		[' br ; q=1 ,gzip', 'br'],
		[',,;,', 'identity'],
	] as const)('for %j is %s', (field, coding) => {
		expect(negotiateCoding(field)).toBe(coding);
	});

	it('is the same for what phones send often and for the same words written otherwise', () => {
		const common = [
			'gzip',
			'br',
			'gzip, deflate',
			'gzip, deflate, br',
			'br;q=1.0, gzip;q=0.9, deflate;q=0.8',
		];
		for (const field of common) expect(negotiateCoding(`${field} , `)).toBe(negotiateCoding(field));
	});

	it('is never one that the client refuses', () => {
		const member = fc.tuple(fc.constantFrom('br', 'gzip', 'identity', '*'), fc.constantFrom(0, 0.1, 0.5, 1));
		fc.assert(
			fc.property(fc.uniqueArray(member, { selector: ([name]) => name }), (members) => {
				const coding = negotiateCoding(members.map(([name, q]) => `${name};q=${q}`).join(', '));
				const weights = new Map<string, number>(members);
				if (coding !== 'identity') expect(weights.get(coding) ?? weights.get('*') ?? 0).toBeGreaterThan(0);
			}),
		);
	});

	it('is found in time linear in the field', () => {
		const started = performance.now();
		negotiateCoding('a;q=0.1,'.repeat(50_000));
		expect(performance.now() - started).toBeLessThan(1_000);
	});
});
