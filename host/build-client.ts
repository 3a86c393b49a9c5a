import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import ts from 'typescript';
import { repositoryRoot } from './paths.ts';
import { PlainError } from './plain-error.ts';

const source = join(repositoryRoot, 'client');
const typesFile = join(source, 'types.ts');

export const clientOutput = join(repositoryRoot, 'dist/client');

/**
 * Builds the app's client: a module for each file, and declarations that need neither the declarations in `schema/`
 * nor zod, which an app does not install.
 */
export function buildClient(output: string = clientOutput): void {
	const program = ts.createProgram([join(source, 'index.ts')], compilerOptions());
	const write = (file: string, text: string) => writeOutput(join(output, relative(clientOutput, file)), text);
	refuseErrors(ts.getPreEmitDiagnostics(program));
	rmSync(output, { recursive: true, force: true });
	for (const file of program.getSourceFiles())
		if (file.fileName.startsWith(source + sep)) program.emit(file, write);
	write(join(clientOutput, 'types.d.ts'), writtenOutTypes(program));
}

function compilerOptions(): ts.CompilerOptions {
	const { config } = ts.readConfigFile(join(repositoryRoot, 'tsconfig.json'), ts.sys.readFile);
	const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, repositoryRoot);
	return {
		...options,
		noEmit: false,
		// What only Node has is not there in an app.
		types: [],
		declaration: true,
		rewriteRelativeImportExtensions: true,
		rootDir: repositoryRoot,
		outDir: dirname(clientOutput),
	};
}

/** Apps resolve `./file.js`; declarations keep the `.ts` that they were written with. */
function writeOutput(file: string, text: string): void {
	mkdirSync(dirname(file), { recursive: true });
	const isDeclaration = file.endsWith('.d.ts');
	writeFileSync(file, isDeclaration ? text.replaceAll(/(from '\.[^']*)\.ts'/g, "$1.js'") : text);
}

/** Every type that `client/types.ts` exports, with all that it is derived from put in its place. */
function writtenOutTypes(program: ts.Program): string {
	const checker = program.getTypeChecker();
	const file = program.getSourceFile(typesFile);
	const module = file && checker.getSymbolAtLocation(file);
	if (!file || !module) throw new PlainError('client/types.ts exports nothing.');
	const declarations = checker.getExportsOfModule(module).map((symbol) => writtenOut(symbol, file, checker));
	return `${declarations.join('\n\n')}\n`;
}

const typeFormat =
	ts.NodeBuilderFlags.NoTruncation |
	ts.NodeBuilderFlags.InTypeAlias |
	ts.NodeBuilderFlags.MultilineObjectLiterals |
	ts.NodeBuilderFlags.UseSingleQuotesForStringLiteralType;

const printer = ts.createPrinter();

function writtenOut(exported: ts.Symbol, file: ts.SourceFile, checker: ts.TypeChecker): string {
	const isAlias = (exported.flags & ts.SymbolFlags.Alias) !== 0;
	const symbol = isAlias ? checker.getAliasedSymbol(exported) : exported;
	const declaration = symbol.declarations?.[0];
	if (!declaration)
		throw new PlainError(`client/types.ts exports "${exported.name}", which is declared nowhere.`);
	// An interface may be recursive, so it stays one; its own words explain it best.
	if (ts.isInterfaceDeclaration(declaration)) return declaration.getFullText().trim();
	const { text: words } = declaration.getSourceFile();
	const comments = ts.getLeadingCommentRanges(words, declaration.getFullStart()) ?? [];
	const comment = comments
		.map(({ pos, end }) => words.slice(pos, end))
		.filter((text) => text.startsWith('/**'));
	const type = checker.typeToTypeNode(checker.getDeclaredTypeOfSymbol(symbol), file, typeFormat);
	if (!type) throw new PlainError(`The type "${exported.name}" of client/types.ts cannot be written out.`);
	const text = printer.printNode(ts.EmitHint.Unspecified, type, file);
	return [...comment, `export type ${exported.name} = ${text};`].join('\n');
}

function refuseErrors(diagnostics: readonly ts.Diagnostic[]): void {
	if (diagnostics.length === 0) return;
	const text = ts.formatDiagnostics(diagnostics, {
		getCanonicalFileName: (name) => name,
		getCurrentDirectory: () => repositoryRoot,
		getNewLine: () => '\n',
	});
	throw new PlainError(`The client does not build:\n${text.trim()}`);
}
