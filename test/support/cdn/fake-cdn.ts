import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TakenPurge {
	cdn: 'fastly' | 'cloudflare';
	/** null for everything. */
	tags: string[] | null;
}

/** How the next requests are answered instead, in turn. */
export type Trouble = { status: number; retryAfter?: string } | 'silence';

export interface FakeCdn {
	url: string;
	/** What it took, oldest first. */
	purges: TakenPurge[];
	/** Every request, refused ones too. */
	requests: number;
	troubles: Trouble[];
	stop(): Promise<void>;
}

export const secrets = {
	service: 'SU1Z0isxPaozGVKXdv0eY',
	zone: '023e105f4ecef8ad9ca31a8372d0c353',
	token: 'only-this-one',
};

/** A server that speaks the purge APIs of Fastly and Cloudflare, as far as their documentation says. */
export async function startFakeCdn(): Promise<FakeCdn> {
	const server = createServer((request, response) => void answer(cdn, request, response));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const cdn: FakeCdn = {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		purges: [],
		requests: 0,
		troubles: [],
		stop: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
	return cdn;
}

async function answer(cdn: FakeCdn, request: IncomingMessage, response: ServerResponse): Promise<void> {
	cdn.requests += 1;
	let body = '';
	for await (const chunk of request) body += String(chunk);
	const send = (status: number, value: unknown, headers: Record<string, string> = {}) =>
		response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));

	const trouble = cdn.troubles.shift();
	if (trouble === 'silence') return;
	if (trouble)
		return void send(
			trouble.status,
			{ msg: 'trouble' },
			trouble.retryAfter ? { 'retry-after': trouble.retryAfter } : {},
		);

	if (request.method === 'POST' && request.url?.startsWith(`/service/${secrets.service}/`))
		return void fastly(cdn, request, send);
	if (request.method === 'POST' && request.url === `/client/v4/zones/${secrets.zone}/purge_cache`)
		return void cloudflare(cdn, request, body, send);
	send(404, { msg: 'Not found' });
}

type Send = (status: number, value: unknown) => unknown;

function fastly(cdn: FakeCdn, { headers, url }: IncomingMessage, send: Send): unknown {
	if (headers['fastly-key'] !== secrets.token)
		return send(401, { msg: 'Provided credentials are missing or invalid' });
	if (url?.endsWith('/purge_all')) {
		cdn.purges.push({ cdn: 'fastly', tags: null });
		return send(200, { status: 'ok' });
	}
	const keys = String(headers['surrogate-key'] ?? '')
		.split(' ')
		.filter(Boolean);
	if (keys.length === 0 || keys.length > 256) return send(400, { msg: 'Bad request: 1 to 256 keys' });
	cdn.purges.push({ cdn: 'fastly', tags: keys });
	return send(200, Object.fromEntries(keys.map((key) => [key, '108-1391560174-974124'])));
}

function cloudflare(cdn: FakeCdn, { headers }: IncomingMessage, body: string, send: Send): unknown {
	const no = (status: number, message: string) =>
		send(status, { success: false, errors: [{ code: 10000, message }], messages: [], result: null });
	if (headers.authorization !== `Bearer ${secrets.token}`) return no(403, 'Authentication error');
	const { tags, purge_everything: everything } = JSON.parse(body) as {
		tags?: string[];
		purge_everything?: boolean;
	};
	if (!everything && (!tags || tags.length === 0 || tags.length > 100))
		return no(200, 'Unable to purge: 1 to 100 tags');
	cdn.purges.push({ cdn: 'cloudflare', tags: everything ? null : (tags ?? []) });
	return send(200, { success: true, errors: [], messages: [], result: { id: secrets.zone } });
}
