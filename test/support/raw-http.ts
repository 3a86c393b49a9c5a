import { connect, type Socket } from 'node:net';

/**
 * What a server sends to these bytes until it closes the connection, which requests should ask for; or until it has
 * been silent for so long.
 */
export function sendRaw(url: string, text: string, silenceMs = 20_000): Promise<string> {
	const { hostname, port } = new URL(url);
	return new Promise((resolve, reject) => {
		const chunks: Buffer[] = [];
		const socket: Socket = connect({ host: hostname, port: Number(port) }, () => socket.write(text));
		const end = (): void => {
			socket.destroy();
			resolve(Buffer.concat(chunks).toString('latin1'));
		};
		socket.setTimeout(silenceMs, end);
		socket.on('data', (chunk: Buffer) => chunks.push(chunk));
		socket.on('end', end);
		socket.on('error', reject);
	});
}

/** One request on a connection of its own; the target goes out exactly as it is written here. */
export async function askRaw(
	url: string,
	target: string,
	{ method = 'GET', headers = {} as Record<string, string>, body = '' } = {},
): Promise<{ status: number; headers: Record<string, string>; body: string }> {
	const lines = Object.entries({ Host: 'test', Connection: 'close', ...headers }).map(
		([name, value]) => `${name}: ${value}`,
	);
	const text = await sendRaw(url, `${method} ${target} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`);
	const end = text.indexOf('\r\n\r\n');
	const [first = '', ...fields] = text.slice(0, end).split('\r\n');
	const pairs = fields.map((field): [string, string] => {
		const at = field.indexOf(':');
		return [field.slice(0, at).toLowerCase(), field.slice(at + 1).trim()];
	});
	return {
		status: Number(first.split(' ')[1]),
		headers: Object.fromEntries(pairs.sort()),
		body: text.slice(end + 4),
	};
}
