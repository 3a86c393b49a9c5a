import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AppVersion } from '../../../domain/versions/app-version.ts';
import {
	compareAppVersions,
	formatAppVersion,
	isBelowFloor,
	parseAppVersion,
} from '../../../domain/versions/app-version.ts';
import { appVersionText } from './arbitraries.ts';

function read(text: string): AppVersion {
	const version = parseAppVersion(text);
	if (!version) throw new Error(`unreadable: ${text}`);
	return version;
}

describe('the corpus of reference/delivery-anchors.md C.2', () => {
	it.each([
		['2.10', '2.9', 1],
		['2.10', '2.10.0', 0],
		['v2.1', '2.1.0', 0],
		['V 2.1', '2.1.0', 0],
		['2', '2.0.0', 0],
		['2.0.0-beta', '2.0.0', -1],
		['2.0.0+45', '2.0.0+46', 0],
		['2.0.0.1', '2.0.0', 1],
		['2.0.0.0.0', '2.0.0', 0],
		['1.6.2 (45)', '1.6.2', 0],
		['02.01.0', '2.1.0', 0],
		['١.٢.٠', '1.2.0', 0],
		['۱.۲.۰', '1.2.0', 0],
		['٢٫١٠', '2.10', 0],
		['\u200F٢.١\u200E', '2.1', 0],
		['1.10.0-rc.10', '1.10.0-rc.2', 1],
		['1.0.0-alpha', '1.0.0-alpha.1', -1],
		['1.0.0-1', '1.0.0-alpha', -1],
		['1.0.0-beta.01', '1.0.0-beta.1', 0],
		['99999999999999999999.0.0', '1.0.0', 1],
		['99999999999999999999.0.0', '99999999999999999998.9.9', 1],
		['9007199254740993', '9007199254740992', 1],
	] as const)('%s against %s is %i', (a, b, expected) => {
		expect(compareAppVersions(read(a), read(b))).toBe(expected);
	});

	it.each([
		'',
		' ',
		'latest',
		'1.',
		'.1',
		'1..2',
		'1.2-',
		'1.2+',
		'1.2 (',
		'1.2()',
		'2.x',
		'-1',
		'1.2.3\n4',
		'١٬٢',
	])('%j cannot be read', (text) => {
		expect(parseAppVersion(text)).toBeNull();
	});

	it.each([undefined, null, 2.1, true, {}, [], ['1.0'], '1'.repeat(65), '🙂', '1.0🙂'])(
		'%j is no version',
		(input) => {
			expect(parseAppVersion(input)).toBeNull();
		},
	);
});

it('S5: a text of 1 MB is no version', () => {
	for (const text of ['1', '1.', '1-', '1.0-a.', ' '])
		expect(parseAppVersion(text.repeat(300_000))).toBeNull();
});

describe('isBelowFloor', () => {
	it.each([
		['1.9.9', '2.0.0', true],
		['2.0.0', '2.0.0', false],
		['2.0.0-beta', '2.0.0', false],
		['2.0.0-rc.1', '2.0.0-rc.2', false],
		['2.0.0+45', '2.0.0+46', true],
		['2.0.0 (45)', '2.0.0+46', true],
		['2.0.0+47', '2.0.0+46', false],
		['2.0.0', '2.0.0+46', false],
		['2.0.0+45', '2.0.0', false],
		['99999999999999999999.0.0', '1.0.0', false],
	])('%s below %s: %s', (version, floor, expected) => {
		expect(isBelowFloor(read(version), read(floor))).toBe(expected);
	});

	it('blocks nobody when one side is unreadable', () => {
		fc.assert(
			fc.property(fc.option(appVersionText.map(read)), (version) => {
				expect(isBelowFloor(version, null)).toBe(false);
				expect(isBelowFloor(null, version)).toBe(false);
			}),
		);
	});
});

describe('formatAppVersion', () => {
	it.each([
		['2.10', '2.10.0'],
		['v02.1 (045)', '2.1.0+45'],
		['1.2.3.4-rc.1+7', '1.2.3.4-rc.1+7'],
	])('%s is %s', (text, expected) => {
		expect(formatAppVersion(read(text))).toBe(expected);
	});

	it('is read back as the same version', () => {
		fc.assert(
			fc.property(appVersionText.map(read), (version) => {
				const again = read(formatAppVersion(version));
				expect(compareAppVersions(again, version)).toBe(0);
				expect(again.build).toEqual(version.build);
			}),
		);
	});
});

describe('S5: laws', () => {
	it('reads anything without throwing', () => {
		fc.assert(
			fc.property(fc.anything(), (input) => {
				parseAppVersion(input);
			}),
		);
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (input) => {
				parseAppVersion(input);
			}),
		);
	});

	it('compares every pair, the two ways round alike', () => {
		fc.assert(
			fc.property(appVersionText.map(read), appVersionText.map(read), (a, b) => {
				expect(compareAppVersions(a, b) + compareAppVersions(b, a)).toBe(0);
				expect(compareAppVersions(a, a)).toBe(0);
			}),
		);
	});

	it('is transitive', () => {
		fc.assert(
			fc.property(fc.tuple(appVersionText, appVersionText, appVersionText), (texts) => {
				const [a, b, c] = texts.map(read).sort(compareAppVersions);
				if (!a || !b || !c) throw new Error('three versions');
				expect(compareAppVersions(a, b)).toBeLessThanOrEqual(0);
				expect(compareAppVersions(b, c)).toBeLessThanOrEqual(0);
				expect(compareAppVersions(a, c)).toBeLessThanOrEqual(0);
			}),
		);
	});
});
