import { lookup as resolve } from 'node:dns';
import { request as requestHttp, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPrivateAddress } from './private-address.ts';

export interface OutgoingRequest {
	readonly method: 'GET' | 'POST';
	readonly url: string;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: string;
	/** Whether the address may be in a private network. */
	readonly allowsPrivate: boolean;
}

const timeoutMs = 5_000;
const nowhere = 'is in a private network; set BEBETTER_ALERT_ALLOW_PRIVATE=true if that is meant';

/**
 * Sends to an address that somebody configured. Only http and https, no redirects, and no private network: the
 * address is looked at after its name was resolved, and the connection goes to that very address.
 *
 * @returns the status; the body is thrown away
 * @throws {Error} with a sentence that holds no part of the address but its host
 */
export async function sendSafely(outgoing: OutgoingRequest): Promise<number> {
	const { method, body, headers, allowsPrivate } = outgoing;
	const url = new URL(outgoing.url);
	if (url.protocol !== 'http:' && url.protocol !== 'https:')
		throw new Error('only http and https are possible');
	const host = url.hostname.replace(/^\[|\]$/g, '');
	if (!allowsPrivate && isIP(host) && isPrivateAddress(host)) throw new Error(`${host} ${nowhere}`);

	const signal = AbortSignal.timeout(timeoutMs);
	const options: RequestOptions = {
		method,
		signal,
		headers: { ...headers, ...(body !== undefined && { 'Content-Length': String(Buffer.byteLength(body)) }) },
		...(!allowsPrivate && { lookup: lookupPublic }),
	};
	try {
		return await exchange(url, options, body);
	} catch (error) {
		if (signal.aborted)
			throw new Error(`${host} did not answer within ${timeoutMs / 1000} s`, { cause: error });
		throw new Error(`${host}: ${(error as Error).message}`, { cause: error });
	}
}

function exchange(url: URL, options: RequestOptions, body: string | undefined): Promise<number> {
	const start = url.protocol === 'https:' ? requestHttps : requestHttp;
	return new Promise((done, fail) => {
		const answered = (response: IncomingMessage): void => {
			response.on('error', fail).on('end', () => done(response.statusCode ?? 0));
			response.resume();
		};
		start(url, options, answered).on('error', fail).end(body);
	});
}

/** Every address that a name has must be a public one. */
const lookupPublic: LookupFunction = (hostname, options, callback) =>
	resolve(hostname, { ...options, all: true }, (error, addresses) => {
		if (error) return callback(error, '');
		if (addresses.some(({ address }) => isPrivateAddress(address))) return callback(new Error(nowhere), '');
		const [first] = addresses;
		if (options.all) return callback(null, addresses);
		return callback(null, first?.address ?? '', first?.family ?? 4);
	});
