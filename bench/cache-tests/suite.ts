import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureRelease, nameOfCheckout, release } from './install-suite.ts';
import { judge, startOrigin } from './run-suite.ts';
import type { Outcomes } from './score.ts';
import { readTests, type SuiteTest } from './suite-tests.ts';

/** The public suite http-tests/cache-tests: an origin that does as each test tells it, and a client that judges. */
export interface Suite {
	readonly name: string;
	readonly tests: readonly SuiteTest[];
	/** Starts the origin, until the measure is over. @returns its address, without a slash at the end */
	readonly startOrigin: () => Promise<string>;
	/** Runs all tests through the cache at this address. */
	readonly judge: (address: string) => Promise<Outcomes>;
}

/** @param checkout a clone of the suite with its dependencies; without one the release on npm is taken */
export async function loadSuite(checkout: string | undefined): Promise<Suite> {
	const folder = checkout ?? (await ensureRelease());
	// The engine has moved since the release.
	const moved = join(folder, 'test-engine');
	const engine = existsSync(moved) ? moved : folder;
	return {
		name: checkout ? await nameOfCheckout(checkout) : `http-cache-tests ${release} from npm`,
		tests: await readTests(folder),
		startOrigin: () => startOrigin(join(engine, 'server/server.mjs')),
		judge: (address) => judge(join(engine, 'cli.mjs'), address),
	};
}
