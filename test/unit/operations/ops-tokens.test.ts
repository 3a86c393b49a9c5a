import { describe, expect, it } from 'vitest';
import { namesOpsToken, parseOpsTokens } from '../../../platform/access/ops-tokens.ts';
import { parseConfig } from '../../../platform/config.ts';

const one = 'a'.repeat(32);
const other = 'b'.repeat(40);

describe('tokens for monitors', () => {
	it('are none, one, or two for the time of a replacement', () => {
		expect(parseConfig({}).BEBETTER_OPS_TOKENS).toBeUndefined();
		expect(parseOpsTokens(`${one}, ${other}`)).toEqual([one, other]);
		expect(() => parseOpsTokens(`${one},${other},${'c'.repeat(32)}`)).toThrow(/2 tokens at most/);
	});

	it('are long, and no message repeats one', () => {
		expect(() => parseConfig({ BEBETTER_OPS_TOKENS: 'hunter2' })).toThrow(/32 characters/);
		expect(() => parseConfig({ BEBETTER_OPS_TOKENS: 'hunter2' })).not.toThrow(/hunter2/);
		expect(() => parseOpsTokens(`${one}\u00e9`)).toThrow(/letters, digits/);
	});

	it('are named by a header and by nothing else', () => {
		expect(namesOpsToken(`Bearer ${one}`, [one, other])).toBe(true);
		expect(namesOpsToken(`bearer ${other}`, [one, other])).toBe(true);
		for (const header of [undefined, '', 'Bearer', `Bearer ${one}x`, one, `Basic ${one}`, 'Bearer '])
			expect(namesOpsToken(header, [one])).toBe(false);
		expect(namesOpsToken('Bearer ', [])).toBe(false);
	});
});
