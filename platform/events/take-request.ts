import type { Readable } from 'node:stream';
import { createGunzip, createInflate } from 'node:zlib';
import type { Application, NextFunction, Request, Response } from 'express';
import { largestBatchBytes } from '../../domain/events/limits.ts';

/** A request with events, as it was before Directus could refuse it. */
export interface TakenRequest {
	readonly token: string | null;
	readonly body: Buffer | Unreadable;
}

/** Why there is no body. Our route answers it, with all the headers that Directus adds. */
export type Unreadable = 'too large' | 'not JSON' | 'coded' | 'broken';

/** By name: extensions are loaded anew on a reload, and this middleware stays the old one. */
const slot = Symbol.for('directus-extension-bebetter.taken-request');

/** `_body` is the sign among body parsers that there is nothing left to read. */
type Taking = Request & { [slot]?: TakenRequest; _body?: boolean };

/** What the middleware took from a request. */
export const takenRequest = (request: Request): TakenRequest | undefined => (request as Taking)[slot];

/**
 * Takes token and body out of requests with events, before Directus looks at them. It would answer 401 to a token that
 * has run out, and those events would be lost; it would read a body twice as large; and its words for broken JSON name
 * no remedy. Everything else (CORS, logs, rate limits) goes its usual way.
 *
 * @param sessionCookie the cookie that Directus keeps a session in
 */
export function takeEventRequests(app: Application, path: string, sessionCookie: string): void {
	app.post(path, (request: Taking, _response: Response, next: NextFunction) => {
		const token = tokenOf(request, sessionCookie);
		delete request.headers.authorization;
		delete request.headers.cookie;
		request.query = {};
		request._body = true;
		readBody(request, (body) => {
			request[slot] = { token, body };
			next();
		});
	});
}

/** From where Directus takes it too: the header, the address, the cookie of a session. */
function tokenOf({ headers, query }: Request, sessionCookie: string): string | null {
	const [, bearer] = /^bearer +(\S+) *$/i.exec(headers.authorization ?? '') ?? [];
	if (bearer !== undefined) return bearer;
	if (typeof query['access_token'] === 'string' && query['access_token'] !== '') return query['access_token'];
	for (const pair of (headers.cookie ?? '').split(';')) {
		const at = pair.indexOf('=');
		if (at > 0 && pair.slice(0, at).trim() === sessionCookie) return pair.slice(at + 1).trim() || null;
	}
	return null;
}

/** Reads a body up to its limit, also a compressed one, and calls back exactly once, or never if the phone hangs up. */
function readBody(request: Request, done: (body: Buffer | Unreadable) => void): void {
	if (Number(request.headers['content-length']) > largestBatchBytes) return done('too large');
	if (!request.is('application/json')) return done('not JSON');
	const source = decoded(request);
	if (!source) return done('coded');

	const parts: Buffer[] = [];
	let bytes = 0;
	let isOver = false;
	const end = (body: Buffer | Unreadable): void => {
		if (isOver) return;
		isOver = true;
		done(body);
	};
	source.on('data', (part: Buffer) => {
		bytes += part.length;
		if (bytes <= largestBatchBytes) return void parts.push(part);
		// Nothing more is read, or decompressed; the answer closes the connection.
		request.unpipe();
		source.pause();
		end('too large');
	});
	source.on('end', () => end(Buffer.concat(parts)));
	source.on('error', () => end('broken'));
	// First of all listeners, so that nothing of a broken request goes on.
	request.prependListener('error', () => (isOver = true));
}

function decoded(request: Request): Readable | null {
	switch ((request.headers['content-encoding'] ?? 'identity').toLowerCase()) {
		case 'identity':
			return request;
		case 'gzip':
			return request.pipe(createGunzip());
		case 'deflate':
			return request.pipe(createInflate());
		default:
			return null;
	}
}
