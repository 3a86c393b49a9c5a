import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { repositoryRoot } from '../../../host/paths.ts';
import type { Command } from '../../../platform/commands/command.ts';
import { registerCommands } from '../../../platform/commands/index.ts';
import type { HostContext } from '../../../platform/host-context.ts';

/** Stands where Directus's commander stands, and keeps what is registered. */
class Registered implements Command {
	readonly below = new Map<string, Registered>();
	readonly options: string[] = [];
	isHidden = false;
	runs = false;

	command(name: string, options?: { readonly hidden: boolean }): Registered {
		const added = new Registered();
		added.isHidden = options?.hidden === true;
		this.below.set(name.split(' ')[0]!, added);
		return added;
	}

	description(): this {
		return this;
	}

	option(flags: string): this {
		this.options.push(...Array.from(flags.matchAll(/--[a-z-]+/g), ([flag]) => flag));
		return this;
	}

	action(): this {
		this.runs = true;
		return this;
	}
}

const program = new Registered();
// Registering reads nothing of the host: only what a command does, does.
registerCommands(program, {} as HostContext);
const bebetter = program.below.get('bebetter')!;

const files = [
	'README.md',
	...readdirSync(join(repositoryRoot, 'docs')).filter((name) => name.endsWith('.md')),
];
const pages = files.map((name) => ({
	name,
	text: readFileSync(join(repositoryRoot, name === 'README.md' ? name : `docs/${name}`), 'utf8'),
}));

interface Written {
	readonly page: string;
	readonly line: string;
	readonly words: string[];
	readonly flags: string[];
}

/** Each `… bebetter <command> …` in code of a page, up to what ends a command there. */
const written: Written[] = pages.flatMap(({ name, text }) =>
	Array.from(text.matchAll(/\bbebetter ((?:[a-z][a-z-]*|--[a-z-]+)[^`\n#|;&…]*)/g))
		.filter(({ index }) => /(directus|cli\.js|…) $/.test(text.slice(0, index)))
		.map(([line, rest = '']) => {
			// Quoted arguments are left out; any other quote ends a command that is quoted itself.
			const parts = rest
				.replaceAll(/ "[^"]*"/g, '')
				.replace(/".*/, '')
				.trim()
				.split(/\s+/);
			const firstOther = parts.findIndex((part) => !/^[a-z][a-z-]*$/.test(part));
			return {
				page: name,
				line,
				words: firstOther === -1 ? parts : parts.slice(0, firstOther),
				flags: parts.filter((part) => part.startsWith('--')).map((part) => part.replace(/[^a-z-].*$/, '')),
			};
		}),
);

/** The command that the words lead to, as far as they are names of commands. */
function commandOf(words: string[]): Registered | undefined {
	let found = bebetter.below.get(words[0] ?? '');
	for (const word of words.slice(1)) found = found?.below.get(word) ?? found;
	return found;
}

test('every command in a page exists, with its options', () => {
	expect(written.length).toBeGreaterThan(50);
	const unknown = written.filter(({ words, flags }) => {
		const command = commandOf(words);
		const isFound = command?.runs || command?.below.size;
		return !isFound || flags.some((flag) => !command.options.includes(flag));
	});
	expect(unknown.map(({ page, line }) => `${page}: ${line}`)).toEqual([]);
});

test('every command that is not hidden is in the README or in the guide', () => {
	const paths = (at: Registered, path: string[]): string[][] =>
		[...at.below]
			.filter(([, command]) => !command.isHidden)
			.flatMap(([name, command]) => [
				...(command.runs ? [[...path, name]] : []),
				...paths(command, [...path, name]),
			]);
	const shown = new Set(written.map(({ words }) => commandOf(words)));
	const missing = paths(bebetter, []).filter((path) => !shown.has(commandOf(path)));
	expect(missing).toEqual([]);
});
