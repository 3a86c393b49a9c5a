import { createServer } from 'node:net';
import { PlainError } from './plain-error.ts';

/** The sentence for a port that another program holds, with the command that avoids it. */
export function busyPortSentence(port: number): string {
	const other = port === 65535 ? port - 1 : port + 1;
	return `Port ${port} is in use by another program: stop that program, or choose a port, e.g. PORT=${other} npm start.`;
}

/** Directus notices a busy port only after its whole start; this says so at once. */
export async function assertPortFree(port: number, host = '0.0.0.0'): Promise<void> {
	const code = await tryListening(port, host);
	if (code === undefined) return;
	if (code === 'EADDRINUSE') throw new PlainError(busyPortSentence(port));
	if (code === 'EACCES')
		throw new PlainError(`Port ${port} needs more rights than you have: use one above 1023.`);
	throw new PlainError(`Cannot listen on ${host}:${port} (${code}).`);
}

/** A port the system has just given out, so that instances of parallel tests do not meet. */
export function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer().once('error', reject);
		server.listen(0, '127.0.0.1', () => {
			const address = server.address();
			server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
		});
	});
}

function tryListening(port: number, host: string): Promise<string | undefined> {
	return new Promise((resolve) => {
		const server = createServer();
		server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
		server.listen({ port, host }, () => server.close(() => resolve(undefined)));
	});
}
