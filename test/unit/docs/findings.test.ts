import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findingGroups } from '../../../domain/operations/doctor/catalogue.ts';
import { repositoryRoot } from '../../../host/paths.ts';

const guide = readFileSync(join(repositoryRoot, 'docs/operations.md'), 'utf8');

test('the guide has every finding of doctor and verify, with its severity and remedy, and no other', () => {
	const listed = Array.from(
		guide.matchAll(/^\| `([a-z0-9-]+)` \| (error|warning|info) \| (.+) \|$/gm),
		([, id, severity, remedy]) => ({ id, severity, remedy }),
	);
	const known = Object.values(findingGroups)
		.flat()
		.flatMap(({ definitions }) => Object.entries(definitions))
		.map(([id, { severity, remedy }]) => ({
			id,
			severity,
			remedy: remedy.en.replaceAll(/\{\w+\}/g, '…'),
		}));
	expect(listed).toEqual(known);
});
