import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { generatedPages } from '../../../host/docs-pages.ts';
import { repositoryRoot } from '../../../host/paths.ts';
import { configVariables, parseConfig } from '../../../platform/config.ts';
import { ownRoutes } from '../../../platform/me/routes/index.ts';
import { mobileBase, publicPaths } from '../../../platform/mobile/paths.ts';
import { seedSets } from '../../../platform/seed/seed-plan.ts';
import { collectionList } from '../../../schema/collections/index.ts';
import { variablesSet } from '../deployment/deployment-files.ts';
import { missingHost, readsVariable } from '../deployment/known-variables.ts';

const read = (file: string): string => readFileSync(join(repositoryRoot, file), 'utf8');

const decisions = readdirSync(join(repositoryRoot, 'docs/decisions')).map((file) => `docs/decisions/${file}`);
const handwritten = ['README.md', 'docs/operations.md', 'docs/targets.md', ...decisions];
const pages = [...handwritten, ...Object.keys(generatedPages)];
const readme = read('README.md');
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

/** The rows of a table between two markers, each as its cells. */
function markedTable(marker: string): string[][] {
	const start = readme.indexOf(`<!-- ${marker}`);
	const lines = readme.slice(start, readme.indexOf('<!-- end -->', start)).split('\n');
	const rows = lines.filter((line) => line.startsWith('| `'));
	return rows.map((row) =>
		row
			.split('|')
			.slice(1, -1)
			.map((cell) => cell.trim()),
	);
}

const namesIn = (text: string): string[] =>
	Array.from(text.matchAll(/`([A-Z][A-Z0-9_]+)`/g), ([, name]) => name!);

describe('README configuration', () => {
	test('names every variable of ours with its default and description, and no other', () => {
		const defaults = parseConfig({}) as unknown as Record<string, unknown>;
		expect(markedTable('bebetter variables')).toEqual(
			configVariables.map(({ name, description }) => [
				`\`${name}\``,
				defaults[name] === undefined ? '' : `\`${String(defaults[name])}\``,
				description,
			]),
		);
	});

	test.skipIf(missingHost)(
		`names only variables that Directus reads${missingHost ? ` (${missingHost})` : ''}`,
		() => {
			const isRead = readsVariable();
			const named = markedTable('directus variables').flatMap(([names = '']) => namesIn(names));
			expect(named.length).toBeGreaterThan(10);
			expect(named.filter((name) => !isRead(name))).toEqual([]);
		},
	);

	test('every variable that the deployment files set is explained in the README or the guide', () => {
		const text = readme + read('docs/operations.md') + read('docker-compose.yml');
		const explained = new Set([
			...namesIn(text),
			...Array.from(text.matchAll(/\b[A-Z][A-Z0-9_]{3,}\b/g), ([name]) => name),
		]);
		const families = /^(TZ|STORAGE_S3_\w+)$/;
		expect(variablesSet().filter((name) => !explained.has(name) && !families.test(name))).toEqual([]);
	});

	test('variables of ours in any page exist', () => {
		const known = new Set([...configVariables.map(({ name }) => name), 'BEBETTER_TEST_HOSTS']);
		for (const file of handwritten)
			for (const [name] of read(file).matchAll(/\bBEBETTER_[A-Z_]+\b/g))
				expect(known, `${file}: ${name}`).toContain(name);
	});
});

describe('commands', () => {
	test('every npm command in a page exists', () => {
		for (const file of handwritten)
			for (const [, name = ''] of read(file).matchAll(/npm (?:run )?(start|test|(?<=run )[a-z]+)\b/g))
				expect(Object.keys(scripts), `${file}: ${name}`).toContain(name);
	});

	test('every npm command is in the README', () => {
		for (const name of Object.keys(scripts)) expect(readme).toMatch(new RegExp(`\`npm (run )?${name}\``));
	});
});

describe('facts in the README', () => {
	test('the numbers of seed rows', () => {
		const count = (name: string) => seedSets.find(({ collection }) => collection === name)!.rows.length;
		expect(readme.replaceAll(/\s+/g, ' ')).toContain(
			`${count('foods')} foods, ${count('recipes')} recipes, ${count('videos')} videos, ` +
				`${count('sdui_components')} screen components and ${count('sdui_screens')} screens`,
		);
	});

	test('the number of collections', () => {
		expect(readme).toContain(`25 collections; the bundle has ${collectionList.length}.`);
	});

	test('the endpoints, each once, and no other', () => {
		const listed = Array.from(readme.matchAll(/^\| (`\/mobile.*?) \|/gm), ([, cell = '']) =>
			Array.from(cell.matchAll(/`([^`]+)`/g), ([, path]) => path),
		).flat();
		expect(listed.sort()).toEqual([...publicPaths].sort());
	});
});

test('the README lists every address for the caller’s own data once, and no other', () => {
	const listed = Array.from(readme.matchAll(/`([A-Z]+ \/mobile\/me\S*)`/g), ([, address]) => address);
	const served = ownRoutes.map(({ method, path }) => `${method.toUpperCase()} ${mobileBase}${path}`);
	expect(listed.sort()).toEqual(served.sort());
});

describe('pages', () => {
	test.each(pages)('%s links only to what exists', (file) => {
		const text = read(file).replaceAll(/```[^]*?```/g, '');
		for (const [, target = ''] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
			if (/^[a-z]+:/.test(target)) continue;
			const [path = '', anchor] = target.split('#');
			const linked = path === '' ? join(repositoryRoot, file) : join(repositoryRoot, dirname(file), path);
			expect(existsSync(linked), `${file} links to ${target}`).toBe(true);
			if (anchor)
				expect(anchorsOf(readFileSync(linked, 'utf8')), `${file} links to ${target}`).toContain(anchor);
		}
	});

	test.each(pages)('%s ends every block of code that it begins', (file) => {
		const fences = Array.from(read(file).matchAll(/^[ \t]*(```.*)$/gm), ([, fence]) => fence);
		const closing = fences.filter((_, index) => index % 2 === 1);
		expect(closing).toEqual(Array.from({ length: fences.length / 2 }, () => '```'));
	});

	test.each(pages)('%s names no place on somebody’s machine', (file) => {
		expect(read(file)).not.toMatch(/\/(work|tmp|home|root)\//);
	});

	test.each(decisions)('%s has context, decision, consequences, and when to look again', (file) => {
		for (const part of ['**Context.**', '**Decision.**', '**Consequences.**', '**Revisit when**'])
			expect(read(file)).toContain(part);
	});
});

/** As GitHub makes them. */
function anchorsOf(text: string): string[] {
	return Array.from(text.replaceAll(/^\s*```[^]*?```/gm, '').matchAll(/^#+ (.+)$/gm), ([, heading = '']) =>
		heading
			.toLowerCase()
			.replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
			.replaceAll(' ', '-'),
	);
}
