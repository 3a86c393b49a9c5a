import { describe } from 'vitest';
import { findBrowser } from '../../../host/available.ts';
import type { Major } from '../../../host/paths.ts';
import { isAvailable, wantedHosts } from '../host/matrix-kinds.ts';
import type { HostKind } from '../host/types.ts';
import { type Desk, useDesk } from './desk.ts';

/**
 * The same tests on one host of each major: the Studio does not know which database is behind it. Without a browser
 * they show up as skipped.
 */
export function describeInStudio(
	name: string,
	tests: (kind: HostKind, desk: Desk) => void,
	majors: readonly Major[] = [12, 11],
): void {
	for (const major of majors) {
		const kind = wantedHosts.find((wanted) => wanted.major === major && isAvailable(wanted));
		const skip = !kind || !findBrowser();
		describe.skipIf(skip)(`${name} in the Studio of Directus ${major}`, () => {
			const shown: HostKind = kind ?? { major, database: 'sqlite' };
			tests(shown, useDesk(shown));
		});
	}
}
