import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedPages } from '../docs-pages.ts';
import { withEventsSection } from '../events-section.ts';
import { repositoryRoot } from '../paths.ts';
import { runCommand } from '../plain-error.ts';

await runCommand(async () => {
	for (const [file, write] of Object.entries(generatedPages)) {
		writeFileSync(join(repositoryRoot, file), write());
		console.log(`wrote ${file}`);
	}
	const readme = join(repositoryRoot, 'README.md');
	writeFileSync(readme, withEventsSection(readFileSync(readme, 'utf8')));
	console.log('wrote the list of events in README.md');
});
