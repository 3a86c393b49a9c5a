import type { AppVersion } from './app-version.ts';
import { compareAppVersions, compareBuilds, compareCores, parseAppVersion } from './app-version.ts';

/** Says whether a version lies in the range. */
export type VersionMatcher = (version: AppVersion) => boolean;

const MAX_LENGTH = 128;
const COMPARATOR = /^(>=|<=|>|<|=)(.+)$/;
const WILDCARD = /^(.+?)\.[x*](?:\.[x*])*$/i;

/**
 * Reads a range of refused versions: one version (`2.4.0`), comparators that all hold (`>=2.4.0 <2.4.3`),
 * or a family (`2.4.x`). Null when it cannot be read; a range of everything (`*`) cannot be written.
 *
 * A bound compares the core only, so whoever tests 2.4.3-beta is outside `<2.4.3`. A bound that names a
 * prerelease compares in full; one that names a build number also compares builds, and then a version
 * without a build number lies outside.
 */
export function parseVersionRange(input: unknown): VersionMatcher | null {
	if (typeof input !== 'string' || input.length > MAX_LENGTH) return null;

	const whole = parseAppVersion(input);
	if (whole) return comparator('=', whole);

	const terms = input
		.trim()
		.replace(/(>=|<=|>|<|=)\s+/g, '$1')
		.split(/\s+/);
	const matchers: VersionMatcher[] = [];
	for (const term of terms) {
		const matcher = parseTerm(term);
		if (!matcher) return null;
		matchers.push(matcher);
	}
	return (version) => matchers.every((matches) => matches(version));
}

function parseTerm(term: string): VersionMatcher | null {
	const wildcard = WILDCARD.exec(term);
	if (wildcard) return family(parseAppVersion(wildcard[1]));

	const [, operator = '=', bound = term] = COMPARATOR.exec(term) ?? [];
	const version = parseAppVersion(bound);
	return version && comparator(operator, version);
}

function family(prefix: AppVersion | null): VersionMatcher | null {
	if (!prefix || prefix.prerelease.length > 0 || prefix.build.length > 0) return null;
	return (version) => prefix.core.every((part, index) => part === (version.core[index] ?? '0'));
}

function comparator(operator: string, bound: AppVersion): VersionMatcher {
	return (version) => {
		const order = compareToBound(version, bound);
		if (order === null) return false;
		if (operator === '=') return order === 0;
		if (order === 0) return operator.endsWith('=');
		return operator.startsWith('>') ? order > 0 : order < 0;
	};
}

function compareToBound(version: AppVersion, bound: AppVersion): -1 | 0 | 1 | null {
	const order =
		bound.prerelease.length > 0 ? compareAppVersions(version, bound) : compareCores(version, bound);
	if (order !== 0 || bound.build.length === 0) return order;
	return compareBuilds(version, bound);
}
