import { fork } from 'node:child_process';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { onCleanUp } from './clean-up.ts';

/** An answer of ours, to be sent by another server: header names and values in turn, the body as base64. */
export interface RecordedAnswer {
	readonly etag: string;
	readonly full: string[];
	readonly notModified: string[];
	readonly body: string;
}

/** Set by Node itself on every answer. */
const ownOfNode = /^(date|connection|keep-alive)$/i;

export interface BareServer {
	readonly url: string;
	readonly pid: number;
}

/** Starts a bare node:http server in a process of its own that answers as `url` does, byte by byte. */
export async function startBareServer(url: string, codings: readonly string[]): Promise<BareServer> {
	const answers: Record<string, RecordedAnswer> = {};
	for (const coding of codings) answers[coding] = await record(url, coding);

	const child = fork(join(import.meta.dirname, 'bare-server.ts'));
	onCleanUp(async () => void child.kill());
	child.send(answers);
	const [port] = (await once(child, 'message')) as [number];
	return { url: `http://127.0.0.1:${port}`, pid: child.pid! };
}

async function record(url: string, coding: string): Promise<RecordedAnswer> {
	const accepting = coding === 'identity' ? {} : { 'accept-encoding': coding };
	const full = await ask(url, accepting);
	const etag = full.response.headers.etag ?? '';
	const notModified = await ask(url, { ...accepting, 'if-none-match': etag });
	if (full.response.statusCode !== 200 || notModified.response.statusCode !== 304)
		throw new Error(`${url} answered ${full.response.statusCode} and ${notModified.response.statusCode}`);
	return {
		etag,
		full: headersOf(full.response),
		notModified: headersOf(notModified.response),
		body: full.body.toString('base64'),
	};
}

function ask(
	url: string,
	headers: Record<string, string>,
): Promise<{ response: IncomingMessage; body: Buffer }> {
	return new Promise((resolve, reject) => {
		get(url, { headers }, (response) => {
			const parts: Buffer[] = [];
			response.on('data', (part: Buffer) => parts.push(part));
			response.once('end', () => resolve({ response, body: Buffer.concat(parts) }));
		}).once('error', reject);
	});
}

function headersOf({ rawHeaders }: IncomingMessage): string[] {
	const pairs = rawHeaders.flatMap((name, index) =>
		index % 2 === 0 && !ownOfNode.test(name) ? [name, rawHeaders[index + 1]!] : [],
	);
	return pairs;
}
