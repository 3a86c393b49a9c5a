import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';

/** One exchange as the proxy saw it. */
export interface Seen {
	readonly method: string;
	readonly path: string;
	/** Whether it was asked with `If-None-Match`. */
	readonly isConditional: boolean;
	readonly authorization: string | undefined;
	readonly status: number;
}

/** What stands in for the server while it is away. */
export type Outage =
	/** The connection breaks. */
	| 'broken'
	/** Nothing ever comes. */
	| 'silent'
	/** A proxy says that nobody is there. */
	| 'unavailable'
	/** A hotel wants a room number. */
	| 'captive portal'
	/** The answer breaks off. */
	| 'truncated';

/** An HTTP server between a client and a host. */
export interface ForwardingProxy {
	readonly url: string;
	/** The exchanges since the last call. */
	take(): Seen[];
	/** null lets everything through again. */
	fail(outage: Outage | null): void;
	/** Answers the next request with this, as a cache that is behind would. */
	replay(body: string, etag: string): void;
	close(): Promise<void>;
}

export async function forwardingProxy(target: string): Promise<ForwardingProxy> {
	let seen: Seen[] = [];
	let outage: Outage | null = null;
	let replayed: { body: string; etag: string } | null = null;

	const server = createServer((incoming, response) => {
		response.on('close', () => {
			const { method = '', url = '', headers } = incoming;
			seen.push({
				method,
				path: url,
				isConditional: headers['if-none-match'] !== undefined,
				authorization: headers.authorization,
				status: response.statusCode,
			});
		});
		if (outage) return pretend(outage, response);
		if (!replayed) return forward(target, incoming, response);
		const { body, etag } = replayed;
		replayed = null;
		response.writeHead(200, { 'content-type': 'application/json', etag }).end(body);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();

	return {
		url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
		take() {
			const taken = seen;
			seen = [];
			return taken;
		},
		fail: (now) => void (outage = now),
		replay: (body, etag) => void (replayed = { body, etag }),
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

function forward(target: string, incoming: IncomingMessage, response: ServerResponse): void {
	const { method, url = '/', headers } = incoming;
	const outgoing = request(new URL(url, target), { method, headers }, (answer) => {
		response.writeHead(answer.statusCode ?? 502, answer.headers);
		answer.pipe(response);
	});
	outgoing.on('error', () => response.destroy());
	incoming.pipe(outgoing);
}

function pretend(outage: Outage, response: ServerResponse): void {
	switch (outage) {
		case 'broken':
			return void response.destroy();
		case 'silent':
			return;
		case 'unavailable':
			return void response.writeHead(503, { 'content-type': 'text/html' }).end('<h1>Nobody is there</h1>');
		case 'captive portal':
			return void response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Your room?</h1>');
		case 'truncated':
			response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
			response.write('{"data":{"screen_key":"ho', () => response.destroy());
	}
}
