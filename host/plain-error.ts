/** A failure the person at the terminal can act on: its message is the whole story, a stack would only hide it. */
export class PlainError extends Error {
	override name = 'PlainError';
}

/** Runs a command and turns its failure into one sentence and exit code 1. */
export async function runCommand(command: () => Promise<void>): Promise<void> {
	try {
		await command();
	} catch (error) {
		const reason = error as NodeJS.ErrnoException;
		if (error instanceof PlainError) process.stderr.write(`\n${error.message}\n`);
		else if (reason.code === 'ENOSPC')
			process.stderr.write('\nThe disk is full: free some space and try again.\n');
		else process.stderr.write(`\n${reason.stack ?? String(error)}\n`);
		process.exit(1);
	}
}
