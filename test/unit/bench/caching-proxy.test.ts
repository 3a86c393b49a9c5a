import { createServer, type RequestListener } from 'node:http';
import { EventEmitter, once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { startCachingProxy } from '../../../bench/cache-tests/caching-proxy.ts';
import { ask, type Fields } from '../../../bench/cache-tests/exchange.ts';
import { cleanUp, onCleanUp } from '../../../bench/support/clean-up.ts';

afterEach(cleanUp);

/** A proxy before an origin of the test, which counts what reaches it. */
async function proxyBefore(answer: RequestListener) {
	const seen: string[] = [];
	const server = createServer((request, response) => {
		seen.push(`${request.method} ${request.url}`);
		answer(request, response);
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	onCleanUp(async () => void server.close());
	const base = await startCachingProxy(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
	const get = async (url: string, headers: Fields = {}, method = 'GET') => {
		const { body, ...rest } = await ask(base, { method, url, headers });
		return { ...rest, text: body.toString() };
	};
	return { seen, get };
}

const fresh = { 'Content-Type': 'text/plain', 'Cache-Control': 'max-age=60', ETag: '"one"' };

it('answers from the store without asking again, by 304 to who holds the tag and without a body to HEAD', async () => {
	const { seen, get } = await proxyBefore((_, response) => response.writeHead(200, fresh).end('content'));
	await get('/a');

	const again = await get('/a');
	expect(again.headers['cache-status']).toContain('hit');
	expect(again.headers['etag']).toBe('"one"');
	expect(again.text).toBe('content');

	const held = await get('/a', { 'if-none-match': '"other", W/"one"' });
	expect(held.status).toBe(304);
	expect(held.headers['cache-control']).toBe('max-age=60');
	expect(held.headers).toHaveProperty('date');

	const head = await get('/a', {}, 'HEAD');
	expect(head.headers['content-length']).toBe('7');
	expect(head.text).toBe('');
	expect(seen).toEqual(['GET /a']);
});

it('keeps variants apart by the fields that Vary names', async () => {
	const { seen, get } = await proxyBefore((request, response) =>
		response
			.writeHead(200, { ...fresh, Vary: 'X-Language' })
			.end(`in ${String(request.headers['x-language'])}`),
	);
	for (let round = 0; round < 2; round += 1)
		for (const language of ['en', 'ar'])
			expect((await get('/a', { 'x-language': language })).text).toBe(`in ${language}`);
	expect(seen).toHaveLength(2);
});

it('has a stale answer confirmed by its tag, and takes over the fields of the confirmation', async () => {
	const { seen, get } = await proxyBefore((request, response) => {
		const headers = { ...fresh, 'Cache-Control': 'max-age=0', 'X-Count': String(seen.length) };
		if (request.headers['if-none-match'] === '"one"') response.writeHead(304, headers).end();
		else response.writeHead(200, headers).end('content');
	});
	await get('/a');
	const confirmed = await get('/a');
	expect(confirmed.status).toBe(200);
	expect(confirmed.headers['x-count']).toBe('2');
	expect(confirmed.text).toBe('content');
});

it('forgets every variant of what a write changed', async () => {
	const { seen, get } = await proxyBefore((_, response) =>
		response.writeHead(200, { ...fresh, Vary: 'X-Language' }).end('content'),
	);
	await get('/a', { 'x-language': 'en' });
	await get('/a', { 'x-language': 'ar' });
	await get('/a', {}, 'POST');
	await get('/a', { 'x-language': 'en' });
	await get('/a', { 'x-language': 'ar' });
	expect(seen).toEqual(['GET /a', 'GET /a', 'POST /a', 'GET /a', 'GET /a']);
});

it('does not store an answer that was asked for before a write and arrived after it', async () => {
	const events = new EventEmitter();
	const asked = once(events, 'asked');
	let reads = 0;
	const { get } = await proxyBefore(async (request, response) => {
		if (request.method === 'POST') return response.writeHead(200).end();
		reads += 1;
		const number = reads;
		events.emit('asked');
		if (number === 1) await once(events, 'written');
		return response.writeHead(200, fresh).end(`read ${number}`);
	});
	const slow = get('/a');
	await asked;
	await get('/a', {}, 'POST');
	events.emit('written');
	expect((await slow).text).toBe('read 1');
	expect((await get('/a')).text).toBe('read 2');
});

it('answers 502 when the origin hangs up', async () => {
	const { get } = await proxyBefore((request) => request.socket.destroy());
	expect((await get('/a')).status).toBe(502);
});
