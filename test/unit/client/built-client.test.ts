import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildClient } from '../../../host/build-client.ts';
import { repositoryRoot, workFolder } from '../../../host/paths.ts';

/** Bytes of JavaScript, before an app's bundler makes them smaller. */
const mostBytes = 40_000;

describe('the built client', () => {
	let folder: string;
	const files = (ending: string): string[] =>
		readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith(ending));
	const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

	beforeAll(() => {
		// Inside the repository, so that @directus/sdk is found as it is in an app.
		mkdirSync(workFolder, { recursive: true });
		folder = mkdtempSync(join(workFolder, 'client-'));
		buildClient(folder);
	}, 60_000);
	afterAll(() => rmSync(folder, { recursive: true, force: true }));

	test('imports itself and @directus/sdk, nothing else', () => {
		const imported = files('.js').flatMap((name) => ts.preProcessFile(read(name)).importedFiles);
		const foreign = imported
			.map(({ fileName }) => fileName)
			.filter((name) => !/^\.\.?\/[\w/-]+\.js$/.test(name));
		expect(imported.length).toBeGreaterThan(5);
		expect(new Set(foreign)).toEqual(new Set(['@directus/sdk']));
	});

	test('names nothing that only Node has', () => {
		for (const name of files('.js'))
			expect(read(name), name).not.toMatch(/\b(Buffer|process|require)\b|node:/);
	});

	test('is small', () => {
		const bytes = files('.js').reduce((sum, name) => sum + Buffer.byteLength(read(name)), 0);
		expect(bytes).toBeGreaterThan(5_000);
		expect(bytes).toBeLessThan(mostBytes);
	});

	test('declares its types without zod and without our schema, strictly checked', () => {
		for (const name of files('.d.ts')) {
			const imports = ts.preProcessFile(read(name)).importedFiles.map(({ fileName }) => fileName);
			for (const imported of imports) expect(imported, name).toMatch(/^(@directus\/sdk|\.\.?\/[\w/-]+\.js)$/);
		}

		const app = join(folder, 'app.ts');
		writeFileSync(
			app,
			`import { createDirectus } from '@directus/sdk';
			import { bebetter, type Recipe } from './index.js';
			const app = createDirectus('https://example.com').with(bebetter());
			const recipe = await app.content.recipes.get('koshari');
			export const steps: string[] = (recipe as { data: Recipe }).data.steps;
			// @ts-expect-error a list has no steps
			export const none = (await app.content.recipes.list()).data![0]!.steps;
			// @ts-expect-error no such category
			await app.content.foods.list({ category: 'stones' });
			app.events.track('fast_started', { preset: '16-8' });
			app.events.track('app_opened');
			// @ts-expect-error an event needs what is required of it
			app.events.track('suggestion_viewed', { kind: 'recipe' });
			// @ts-expect-error no such property
			app.events.track('meal_logged', { weight_kg: 80 });
			// @ts-expect-error no such event
			app.events.track('fast_begun');
			// @ts-expect-error erasing takes a confirmation
			await app.me.erase();
			`,
		);
		expect(problemsOf(app)).toEqual([]);
	}, 60_000);

	/** As an app's compiler sees it, without types of Node. */
	function problemsOf(file: string): string[] {
		const program = ts.createProgram([file], {
			strict: true,
			exactOptionalPropertyTypes: true,
			noEmit: true,
			types: [],
			target: ts.ScriptTarget.ES2022,
			module: ts.ModuleKind.ESNext,
			moduleResolution: ts.ModuleResolutionKind.Bundler,
			lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
		});
		return program
			.getSourceFiles()
			.filter(({ fileName }) => fileName.startsWith(folder))
			.flatMap((of) => [...program.getSyntacticDiagnostics(of), ...program.getSemanticDiagnostics(of)])
			.map((found) => `${found.file?.fileName}: ${ts.flattenDiagnosticMessageText(found.messageText, ' ')}`);
	}
});

describe('the example in the README', () => {
	test('is the one that the host tests run', () => {
		const readme = readFileSync(join(repositoryRoot, 'README.md'), 'utf8');
		const section = readme.split('\n## ').find((text) => text.startsWith('Client\n'));
		const [, quoted] = /```ts\n([^]*?)```/.exec(section ?? '') ?? [];
		expect(quoted).toBe(readFileSync(join(repositoryRoot, 'test/support/client-example.ts'), 'utf8'));
	});
});
