import { request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';

/** Fields of one message, each with one value, names in lower case. */
export type Fields = Readonly<Record<string, string>>;

export interface Question {
	readonly method: string;
	/** Path and query. */
	readonly url: string;
	readonly headers: Fields;
}

/** What the origin said, read to its end. */
export interface Answer {
	readonly status: number;
	readonly message: string;
	readonly headers: Fields;
	/** As received, for answers that are passed on unchanged: names and values in turn. */
	readonly rawHeaders: readonly string[];
	readonly body: Buffer;
}

/** Fields about one connection (RFC 9110, 7.6.1); `Connection` can name more. */
const perConnection = [
	'connection',
	'keep-alive',
	'proxy-authenticate',
	'proxy-authorization',
	'proxy-connection',
	'te',
	'trailer',
	'transfer-encoding',
	'upgrade',
];

/** The fields that may be kept and passed on. Repeated ones become one list; only `Set-Cookie` may not be a list. */
export function endToEnd(headers: IncomingHttpHeaders): Fields {
	const dropped = droppedBy(headers.connection);
	const kept = Object.entries(headers).filter(([name, value]) => value !== undefined && !dropped.has(name));
	return Object.fromEntries(kept.map(([name, value]) => [name, String(value)]));
}

export function endToEndRaw(rawHeaders: readonly string[], connection: string | undefined): string[] {
	const dropped = droppedBy(connection);
	return rawHeaders.flatMap((name, index) =>
		index % 2 === 0 && !dropped.has(name.toLowerCase()) ? [name, rawHeaders[index + 1]!] : [],
	);
}

function droppedBy(connection: string | undefined): Set<string> {
	const named = connection?.split(',').map((name) => name.trim().toLowerCase());
	return new Set([...perConnection, ...(named ?? [])]);
}

/** @throws whatever went wrong on the connection, as when the origin hangs up */
export async function ask(
	origin: string,
	{ method, url, headers }: Question,
	body?: Buffer,
): Promise<Answer> {
	const response = await new Promise<IncomingMessage>((resolve, reject) => {
		request(new URL(url, origin), { method, headers, agent: false, joinDuplicateHeaders: true })
			.once('response', resolve)
			.once('error', reject)
			.end(body);
	});
	return {
		status: response.statusCode!,
		message: response.statusMessage!,
		headers: endToEnd(response.headers),
		rawHeaders: endToEndRaw(response.rawHeaders, response.headers.connection),
		body: await readAll(response),
	};
}

export async function readAll(message: IncomingMessage): Promise<Buffer> {
	const parts: Buffer[] = [];
	for await (const part of message) parts.push(part as Buffer);
	return Buffer.concat(parts);
}
