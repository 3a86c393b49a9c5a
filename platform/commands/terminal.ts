import { createInterface } from 'node:readline/promises';

export const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** Asks a question at the terminal; without a terminal there is nobody to answer. */
export async function ask(question: string): Promise<string> {
	if (!process.stdin.isTTY)
		throw new Error(`Nobody is here to answer "${question.trim()}". Add --yes to go on without asking.`);
	const terminal = createInterface({ input: process.stdin, output: process.stdout });

	try {
		return await terminal.question(question);
	} finally {
		terminal.close();
	}
}

/** Directus keeps its connections open, so a command has to end the process itself, once all is written. */
export async function finish(work: Promise<void>): Promise<void> {
	const code = await work.then(
		() => 0,
		(error: unknown) => {
			process.stderr.write(`${messageOf(error)}\n`);
			return 1;
		},
	);
	await Promise.all([process.stdout, process.stderr].map(written));
	process.exit(code);
}

/** What a slow reader has not taken yet would be cut off by the exit. */
const written = (stream: NodeJS.WriteStream): Promise<void> =>
	new Promise((resolve) => {
		stream.write('', () => resolve());
	});

/** Directus throws lists of errors for rows it refuses. */
function messageOf(error: unknown): string {
	const errors = Array.isArray(error) ? error : [error];
	return errors.map((one: unknown) => (one instanceof Error ? one.message : String(one))).join('\n');
}
