import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAppVersion } from '../../../domain/versions/app-version.ts';
import { parseVersionRange } from '../../../domain/versions/version-range.ts';

describe('parseVersionRange', () => {
	it.each([
		['2.4.0', '2.4', true],
		['2.4.0', '2.4.0-beta', true],
		['2.4.0', '2.4.0 (7)', true],
		['2.4.0', '2.4.1', false],
		['2.4.0 (7)', '2.4.0+7', true],
		['2.4.0 (7)', '2.4.0+8', false],
		['2.4.0+7', '2.4.0', false],
		['>=2.4.0 <2.4.3', '2.4.0', true],
		['>=2.4.0 <2.4.3', '2.4.2.9', true],
		['>=2.4.0 <2.4.3', '2.4.3', false],
		['>=2.4.0 <2.4.3', '2.4.3-beta', false],
		['>=2.4.0 <2.4.3', '2.3.9', false],
		['>= 2.4.0  < 2.4.3', '2.4.1', true],
		['<=2', '2.0.0', true],
		['>2', '2.0.0', false],
		['=2.4.0', '2.4.0', true],
		['<2.0.0-rc.2', '2.0.0-rc.1', true],
		['<2.0.0-rc.2', '2.0.0', false],
		['<2.0.0+10', '2.0.0+9', true],
		['<2.0.0+10', '2.0.0', false],
		['2.4.x', '2.4.17', true],
		['2.4.*', '2.4', true],
		['2.x.x', '2.9.1', true],
		['2.x', '3.0.0', false],
		['٢.٤.x', '2.4.1', true],
	])('%s holds %s: %s', (range, version, expected) => {
		const parsed = parseAppVersion(version);
		expect(parsed && parseVersionRange(range)?.(parsed)).toBe(expected);
	});

	it.each([
		'',
		'*',
		'x',
		'latest',
		'>=',
		'2.4.0 ||',
		'>=2.4.0 latest',
		'~2.4.0',
		'^2',
		'2.4.0-rc.x'.repeat(20),
	])('%j cannot be read, so it refuses nobody', (range) => {
		expect(parseVersionRange(range)).toBeNull();
	});

	it('never throws', () => {
		fc.assert(
			fc.property(fc.oneof(fc.anything(), fc.string({ unit: 'binary' })), (input) => {
				parseVersionRange(input);
			}),
		);
	});
});
