import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { negotiateCoding } from '../../domain/delivery/accept-encoding.ts';
import { codings, entityTag, isNotModified, type Coding } from '../../domain/delivery/entity-tag.ts';
import type { Entry } from '../publishing/entry.ts';
import { effectiveCoding } from './representation.ts';

/** RFC 9211: where the answer came from. */
export const cacheStatus = {
	hit: '"bebetter"; hit; detail=memory',
	miss: '"bebetter"; fwd=uri-miss; stored; detail=memory',
} as const;

/** Header lists of one entry, name and value in turn, computed once. */
interface PreparedAnswer {
	readonly full: readonly string[];
	readonly notModified: readonly string[];
	readonly body: Buffer;
}

export interface PreparedAnswers {
	readonly byCoding: Readonly<Record<Coding, PreparedAnswer>>;
	/** The entity tags of the content, one for each coding. */
	readonly entityTags: readonly string[];
	readonly hash: string;
}

/**
 * Makes the header lists of an entry.
 *
 * @param hostHeaders what Directus sets on every answer, where it has not set it already
 */
export function prepareAnswers(
	entry: Entry,
	status: keyof typeof cacheStatus,
	hostHeaders: OutgoingHttpHeaders,
): PreparedAnswers {
	const { hash } = entry.representation;
	const answers = codings.map((coding) => [coding, prepareAnswer(entry, coding, status, hostHeaders)]);
	return {
		byCoding: Object.fromEntries(answers) as PreparedAnswers['byCoding'],
		entityTags: codings.map((coding) => entityTag(hash, coding)),
		hash,
	};
}

function prepareAnswer(
	{ representation, headers }: Entry,
	wanted: Coding,
	status: keyof typeof cacheStatus,
	{ vary, ...hostHeaders }: OutgoingHttpHeaders,
): PreparedAnswer {
	const coding = effectiveCoding(representation, wanted);
	const body = representation.bodies[coding];
	const always = {
		...hostHeaders,
		ETag: entityTag(representation.hash, coding),
		// CORS, where it is on, has the answer vary by origin.
		Vary: vary === undefined ? headers['Vary'] : `${String(vary)}, ${headers['Vary']}`,
		'Cache-Control': headers['Cache-Control'],
		'CDN-Cache-Control': headers['CDN-Cache-Control'],
		'Cache-Status': cacheStatus[status],
	};
	return {
		body,
		notModified: flat(always),
		full: flat({
			...headers,
			...always,
			'Content-Type': representation.contentType,
			'Content-Length': String(body.length),
			'Content-Encoding': coding === 'identity' ? undefined : coding,
		}),
	};
}

const flat = (headers: OutgoingHttpHeaders): string[] =>
	Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [name, String(value)]));

/**
 * Answers with a finished entry: the coding the client prefers, 304 when it holds the content already, no body
 * for HEAD. A 304 carries the headers that the 200 would have had (RFC 9110, 15.4.5).
 */
export function sendPrepared(
	request: IncomingMessage,
	response: ServerResponse,
	{ byCoding, entityTags, hash }: PreparedAnswers,
): 200 | 304 {
	const { headers } = request;
	const answer = byCoding[negotiateCoding(headers['accept-encoding'])];
	const held = headers['if-none-match'];

	// Nearly every client sends back exactly one of our tags.
	if (held !== undefined && (entityTags.includes(held) || isNotModified(held, hash))) {
		response.writeHead(304, answer.notModified as string[]);
		response.end();
		return 304;
	}

	response.writeHead(200, answer.full as string[]);
	response.end(request.method === 'HEAD' ? undefined : answer.body);
	return 200;
}

/** The same where Directus has set its headers on the response already. */
export function sendEntry(
	request: IncomingMessage,
	response: ServerResponse,
	entry: Entry,
	status: keyof typeof cacheStatus,
): void {
	const vary = response.getHeader('Vary');
	sendPrepared(request, response, prepareAnswers(entry, status, { vary: vary as string | undefined }));
}
