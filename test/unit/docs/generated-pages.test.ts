import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { generatedPages } from '../../../host/docs-pages.ts';
import { withEventsSection } from '../../../host/events-section.ts';
import { repositoryRoot } from '../../../host/paths.ts';

describe('generated pages', () => {
	test.each(Object.keys(generatedPages))('%s is what "npm run docs" writes', (file) => {
		const path = join(repositoryRoot, file);
		const written = existsSync(path) ? readFileSync(path, 'utf8') : '';
		expect(written === generatedPages[file]!(), `${file} is stale: run "npm run docs"`).toBe(true);
	});

	test('the list of events in README.md is what "npm run docs" writes', () => {
		const readme = readFileSync(join(repositoryRoot, 'README.md'), 'utf8');
		expect(readme === withEventsSection(readme), 'README.md is stale: run "npm run docs"').toBe(true);
	});
});
