import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
	readonly method: string;
	readonly headers: IncomingHttpHeaders;
	readonly body: string;
}

/** An HTTP server that keeps what it is sent. */
export interface Receiver {
	readonly url: string;
	readonly received: Received[];
	/** Answers with this status from now on. */
	answerWith(status: number): void;
	close(): Promise<void>;
}

export async function openReceiver(): Promise<Receiver> {
	const received: Received[] = [];
	let status = 204;
	const server = createServer((request, response) => {
		const pieces: Buffer[] = [];
		request.on('data', (piece: Buffer) => pieces.push(piece));
		request.on('end', () => {
			received.push({
				method: request.method ?? '',
				headers: request.headers,
				body: Buffer.concat(pieces).toString(),
			});
			response.writeHead(status).end();
		});
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/hook`,
		received,
		answerWith: (next) => (status = next),
		close: async () => {
			server.close();
			server.closeAllConnections();
		},
	};
}
