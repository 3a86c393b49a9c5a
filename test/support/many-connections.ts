import { execFileSync } from 'node:child_process';
import { connect, type Socket } from 'node:net';

/** What one process may have open here. */
export const mostOpenFiles = Number(execFileSync('sh', ['-c', 'ulimit -Hn']).toString()) || Infinity;

export interface Reply {
	readonly status: number;
	/** From sending until the whole answer was there. */
	readonly ms: number;
}

/** Connections that are open and have sent nothing yet. */
export interface ManyConnections {
	readonly count: number;
	/** Those that the other side has not closed. */
	open(): number;
	/** Sends the same request on all of them in one go, and waits for all answers. */
	request(path: string): Promise<Reply[]>;
	/** Sends the same bytes on all of them and waits for nothing. */
	drip(text: string): void;
	close(): void;
}

/** How many are opened at once; the rest waits its turn, so that no queue of the machine overflows. */
const openedAtOnce = 200;

export async function manyConnections(url: string, count: number): Promise<ManyConnections> {
	const { hostname, port } = new URL(url);
	const sockets: Socket[] = [];
	const open = (): Promise<void> =>
		new Promise((resolve, reject) => {
			const socket = connect({ host: hostname, port: Number(port) }, resolve);
			socket.once('error', reject);
			sockets.push(socket);
		});
	while (sockets.length < count)
		await Promise.all(Array.from({ length: Math.min(openedAtOnce, count - sockets.length) }, open));
	// From here on a connection that breaks is an answer that does not come.
	for (const socket of sockets) socket.removeAllListeners('error').on('error', () => undefined);

	return {
		count,
		open: () => sockets.filter((socket) => !socket.destroyed && !socket.readableEnded).length,
		request: async (path) => {
			const text = `GET ${path} HTTP/1.1\r\nHost: test\r\n\r\n`;
			return Promise.all(sockets.map((socket) => ask(socket, text)));
		},
		drip: (text) => {
			// Who reads nothing does not see either that the other side has ended.
			for (const socket of sockets) if (socket.resume().writable) socket.write(text);
		},
		close: () => {
			for (const socket of sockets) socket.destroy();
		},
	};
}

/** Status 0: the connection ended before the answer did. */
function ask(socket: Socket, text: string): Promise<Reply> {
	return new Promise((resolve) => {
		const began = performance.now();
		let head = '';
		let status = 0;
		let left = Infinity;
		const end = (found: number): void => {
			socket.off('data', read).off('close', broken);
			resolve({ status: found, ms: performance.now() - began });
		};
		const broken = (): void => end(0);
		const read = (chunk: Buffer): void => {
			if (left !== Infinity) left -= chunk.length;
			else {
				head += chunk.toString('latin1');
				const bodyAt = head.indexOf('\r\n\r\n') + 4;
				if (bodyAt < 4) return;
				status = Number(head.slice(9, 12));
				left = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0) - (head.length - bodyAt);
			}
			if (left <= 0) end(status);
		};
		socket.on('data', read).on('close', broken);
		socket.write(text);
	});
}
