import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * What a test says about a cache, in the suite's words: `required` by the specification, `optimal` where a cache
 * could have saved a request, `check` where it only asks how a cache behaves.
 */
export const kinds = ['required', 'optimal', 'check'] as const;
export type Kind = (typeof kinds)[number];

export interface SuiteTest {
	readonly id: string;
	readonly group: string;
	readonly kind: Kind;
}

interface Group {
	readonly id: string;
	readonly tests: readonly { readonly id: string; readonly kind?: Kind; readonly browser_only?: boolean }[];
}

/** The tests for proxies; browsers have a few of their own. */
export async function readTests(folder: string): Promise<SuiteTest[]> {
	const groups = await importGroups(join(folder, 'tests/index.mjs'));
	// The client of the release adds these itself.
	const added = join(folder, 'tests/surrogate-control.mjs');
	if (existsSync(added)) groups.push(...(await importGroups(added)));

	return groups.flatMap(({ id: group, tests }) =>
		tests
			.filter((test) => test.browser_only !== true)
			.map(({ id, kind = 'required' }) => ({ id, group, kind })),
	);
}

async function importGroups(file: string): Promise<Group[]> {
	const { default: exported } = (await import(pathToFileURL(file).href)) as { default: Group | Group[] };
	return [exported].flat();
}
