import { toAsciiDigits } from '../text/digits.ts';

/**
 * A version of the mobile app as the stores, the two platforms and editors write it. Numbers stay digit
 * strings without leading zeros, so that no length of number is ever compared wrongly.
 */
export interface AppVersion {
	/** `['2', '10']` for 2.10. Missing parts count as zero. */
	readonly core: readonly string[];
	/** `['rc', '2']` for -rc.2; empty for a release. */
	readonly prerelease: readonly string[];
	/** `['45']` for `+45` or ` (45)`; empty when there is none. */
	readonly build: readonly string[];
}

const MAX_LENGTH = 64;
const DIGITS = /^\d+$/;
// The dots separate classes that hold no dot, so there is one way to match and the time is linear.
const VERSION =
	/^v?\s*(\d+(?:\.\d+)*)(?:-([0-9a-z-]+(?:\.[0-9a-z-]+)*))?(?:\+([0-9a-z-]+(?:\.[0-9a-z-]+)*)|\s*\(\s*([0-9a-z-]+(?:\.[0-9a-z-]+)*)\s*\))?$/i;

/**
 * Reads `2.10`, `v2.1`, `1.6.2 (45)`, `2.0.0+45`, `2.0.0-rc.1`, `٢٫١`, in any number of parts.
 * Total: anything else, longer than 64 characters, or no string gives null, and null blocks nobody.
 */
export function parseAppVersion(input: unknown): AppVersion | null {
	if (typeof input !== 'string' || input.length > MAX_LENGTH) return null;

	// Arabic locales print a decimal separator of their own and wrap numbers in direction marks.
	const text = toAsciiDigits(input)
		.replaceAll('\u066B', '.')
		.replace(/[\u200E\u200F\u061C]/g, '')
		.trim();
	const match = VERSION.exec(text);
	if (!match?.[1]) return null;

	return {
		core: identifiers(match[1]),
		prerelease: identifiers(match[2]),
		build: identifiers(match[3] ?? match[4]),
	};
}

/**
 * SemVer precedence: core, then prerelease. A total preorder. The build number does not take part, as in
 * SemVer: comparing it only when both sides have one would not be transitive.
 */
export function compareAppVersions(a: AppVersion, b: AppVersion): -1 | 0 | 1 {
	const core = compareCores(a, b);
	if (core !== 0) return core;
	if (a.prerelease.length === 0 || b.prerelease.length === 0) {
		return sign(b.prerelease.length - a.prerelease.length);
	}
	return compareIdentifiers(a.prerelease, b.prerelease);
}

/** Compares the dotted numbers alone; 2.10 equals 2.10.0. */
export function compareCores(a: AppVersion, b: AppVersion): -1 | 0 | 1 {
	for (let index = 0; index < Math.max(a.core.length, b.core.length); index += 1) {
		const order = compareNumbers(a.core[index] ?? '0', b.core[index] ?? '0');
		if (order !== 0) return order;
	}
	return 0;
}

/** Compares build numbers, or null when one side has none and nothing can be said. */
export function compareBuilds(a: AppVersion, b: AppVersion): -1 | 0 | 1 | null {
	if (a.build.length === 0 || b.build.length === 0) return null;
	return compareIdentifiers(a.build, b.build);
}

/**
 * Whether an app is older than a minimum version. This is a compatibility floor, so whoever tests
 * 2.0.0-beta passes the floor 2.0.0: only the core counts, and build numbers only if the floor has one.
 * A version or floor that nobody can read never blocks.
 */
export function isBelowFloor(version: AppVersion | null, floor: AppVersion | null): boolean {
	if (!version || !floor) return false;
	const order = compareCores(version, floor);
	return order === 0 ? compareBuilds(version, floor) === -1 : order === -1;
}

/** The canonical spelling, with at least three parts: `2.10` becomes `2.10.0`, ` (45)` becomes `+45`. */
export function formatAppVersion(version: AppVersion): string {
	const core = [...version.core];
	while (core.length < 3) core.push('0');
	const prerelease = version.prerelease.length > 0 ? `-${version.prerelease.join('.')}` : '';
	const build = version.build.length > 0 ? `+${version.build.join('.')}` : '';
	return `${core.join('.')}${prerelease}${build}`;
}

function identifiers(text: string | undefined): string[] {
	if (text === undefined) return [];
	return text.split('.').map((part) => (DIGITS.test(part) ? part.replace(/^0+(?=\d)/, '') : part));
}

function compareIdentifiers(a: readonly string[], b: readonly string[]): -1 | 0 | 1 {
	for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
		const order = compareIdentifier(a[index] ?? '', b[index] ?? '');
		if (order !== 0) return order;
	}
	return sign(a.length - b.length);
}

/** SemVer 11.4: numbers before words, numbers by value, words by ASCII. */
function compareIdentifier(a: string, b: string): -1 | 0 | 1 {
	const aIsNumber = DIGITS.test(a);
	const bIsNumber = DIGITS.test(b);
	if (aIsNumber && bIsNumber) return compareNumbers(a, b);
	if (aIsNumber !== bIsNumber) return aIsNumber ? -1 : 1;
	return compareText(a, b);
}

/** Without leading zeros the longer number is the greater one. */
function compareNumbers(a: string, b: string): -1 | 0 | 1 {
	return a.length === b.length ? compareText(a, b) : sign(a.length - b.length);
}

function compareText(a: string, b: string): -1 | 0 | 1 {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}

function sign(difference: number): -1 | 0 | 1 {
	if (difference === 0) return 0;
	return difference < 0 ? -1 : 1;
}
