import { describe } from 'vitest';
import { everywhere, hostName, isAvailable, wantedHosts } from './matrix-kinds.ts';
import type { HostKind } from './types.ts';

/**
 * Hosts that between them have both majors and both databases, for tests that hardly depend on the combination.
 * BEBETTER_TEST_HOSTS=all runs these on all four too.
 */
export const bothMajorsAndDatabases: readonly string[] = ['12-sqlite', '11-postgres'];

/** The same tests once per host. One that is not available shows up as skipped instead of vanishing. */
export function describeOnHosts(
	name: string,
	tests: (kind: HostKind) => void,
	{ only }: { only?: readonly string[] } = {},
): void {
	for (const kind of wantedHosts) {
		const isEnough = everywhere && only === bothMajorsAndDatabases;
		if (only && !isEnough && !only.includes(hostName(kind))) continue;
		const title = `${name} on Directus ${kind.major} with ${kind.database}`;
		describe.skipIf(!isAvailable(kind))(title, () => tests(kind));
	}
}
