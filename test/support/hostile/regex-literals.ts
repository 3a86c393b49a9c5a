import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { repositoryRoot } from '../../../host/paths.ts';

export interface RegexLiteral {
	/** File and line. */
	readonly at: string;
	readonly source: string;
	readonly flags: string;
}

/** Every regular expression that the code in some folders has. */
export function regexLiterals(folders: readonly string[]): RegexLiteral[] {
	return folders.flatMap((folder) =>
		readdirSync(join(repositoryRoot, folder), { recursive: true, encoding: 'utf8' })
			.filter((file) => /\.(ts|vue)$/.test(file))
			.flatMap((file) => literalsIn(join(folder, file))),
	);
}

function literalsIn(path: string): RegexLiteral[] {
	const text = readFileSync(join(repositoryRoot, path), 'utf8');
	const script = path.endsWith('.vue')
		? (/<script setup lang="ts">([^]*?)<\/script>/.exec(text)?.[1] ?? '')
		: text;
	const file = ts.createSourceFile(path, script, ts.ScriptTarget.Latest, true);
	const found: RegexLiteral[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isRegularExpressionLiteral(node)) {
			const end = node.text.lastIndexOf('/');
			const { line } = file.getLineAndCharacterOfPosition(node.getStart());
			found.push({
				at: `${path}:${line + 1}`,
				source: node.text.slice(1, end),
				flags: node.text.slice(end + 1),
			});
		}
		ts.forEachChild(node, visit);
	};
	visit(file);
	return found;
}
