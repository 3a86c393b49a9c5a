import { describe, expect, it } from 'vitest';
import { byteSize } from '../../../extensions/modules/shared/byte-size.ts';

describe('a size in bytes', () => {
	it.each([
		[0, '0 byte'],
		[999, '999 byte'],
		[1_000, '1 kB'],
		[12_345_678, '12.3 MB'],
		[-2_500_000, '-2.5 MB'],
		[4e15, '4,000 TB'],
	])('of %d is read as %s', (bytes, words) => {
		expect(byteSize(bytes, 'en')).toBe(words);
	});

	it('has Arabic words and Latin digits in Arabic', () => {
		expect(byteSize(1_500, 'ar-u-nu-latn')).toMatch(/^1\.5\s.*كيلوبايت/);
	});
});
