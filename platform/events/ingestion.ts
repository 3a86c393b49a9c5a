import type { IncomingHttpHeaders } from 'node:http';
import type { Knex } from 'knex';
import type { Logger } from 'pino';
import { isProblem, readBatch, type Batch } from '../../domain/events/batch.ts';
import { noContext, readPlatform, readVersion, type EventContext } from '../../domain/events/context.ts';
import { judgeBatch, type AcceptedEvent, type Rejection, type Verdicts } from '../../domain/events/judge.ts';
import { mostEvents } from '../../domain/events/limits.ts';
import { isRecord } from '../../domain/record.ts';
import { rateLimit } from '../fast-path/rate-limit.ts';
import { ApiError, invalidPayload, tooManyRequests, unavailable } from '../http/errors.ts';
import type { HashKey } from '../people/hash-keys.ts';
import { throttledWarning } from '../throttled-warning.ts';
import { EventTypes } from './event-types.ts';
import { Gate } from './gate.ts';
import { withGoals } from './goals.ts';
import { insertEvents } from './insert-events.ts';
import { attribute } from './person.ts';
import { readToken, type TokenReading } from './token.ts';

export interface IngestionOptions {
	readonly knex: Knex;
	readonly logger: Pick<Logger, 'warn'>;
	/** The newest key that people are hashed with; without one events are nobody's. */
	readonly hashKey: HashKey | null;
	/** What Directus signs tokens with. */
	readonly secret: string | null;
	/** Of one person or installation; 0 for any number. */
	readonly requestsPerMinute: number;
	readonly mostWaiting: number;
	/** ms since 1970. */
	readonly now: () => number;
}

export interface EventRequest {
	readonly body: Buffer;
	readonly token: string | null;
	readonly ip: string;
	readonly headers: IncomingHttpHeaders;
}

export interface Receipt {
	readonly accepted: number;
	/** Were there already, or occurred before in the same request. */
	readonly duplicates: number;
	readonly rejected: readonly Rejection[];
}

const minuteMs = 60_000;

/** Behind one address there may be a whole town (carrier-grade NAT). */
const peoplePerAddress = 50;

/** Statements of ours at a time: Directus's pool of connections is for everybody. */
const atOnce = 4;

const retryAfterSeconds = 5;

/** Takes events in: reads, judges, attributes and stores them. */
export class Ingestion {
	readonly #options: IngestionOptions;
	readonly #types: EventTypes;
	readonly #gate: Gate;
	readonly #limits;
	readonly #warn;

	constructor(options: IngestionOptions) {
		this.#options = options;
		this.#types = new EventTypes(options.knex);
		this.#gate = new Gate(atOnce, options.mostWaiting);
		const most = options.requestsPerMinute || Infinity;
		this.#limits = {
			person: rateLimit(most, minuteMs),
			address: rateLimit(most * peoplePerAddress, minuteMs),
		};
		this.#warn = throttledWarning(options.logger);
	}

	/**
	 * @throws {ApiError} 400 naming the field, 413 too many events, 429, or 503 when the database cannot take them now;
	 *   the same request may be sent again
	 */
	async take({ body, token, ip, headers }: EventRequest): Promise<Receipt> {
		const receivedAt = this.#options.now();
		const reading = token === null ? null : readToken(token, this.#options.secret, receivedAt);
		const batch = batchOf(body, headers);
		this.#limit(reading, batch, ip);
		const stored = await this.#reachingDatabase(() => this.#judgeAndStore(batch, reading, receivedAt));
		if (!stored) throw unavailable('Too many events wait to be stored.', retryAfterSeconds);
		return stored.result;
	}

	async #judgeAndStore(batch: Batch, reading: TokenReading | null, receivedAt: number): Promise<Receipt> {
		const types = await this.#types.listFor(namesIn(batch));
		const verdicts = judgeBatch(batch, receivedAt, types);
		const { accepted, rejected } = verdicts;
		const inserted = accepted.length === 0 ? 0 : await this.#store(accepted, reading);
		return { accepted: inserted, duplicates: duplicatesIn(verdicts, inserted), rejected };
	}

	async #store(accepted: readonly AcceptedEvent[], reading: TokenReading | null): Promise<number> {
		const { knex, hashKey } = this.#options;
		const attribution = await attribute(knex, reading);
		const events = await withGoals(knex, accepted, attribution.bearer?.user ?? null);
		return insertEvents(knex, events, attribution, hashKey);
	}

	/** Whatever keeps the database from taking events may be over soon, and they can be sent again: no failure is final. */
	async #reachingDatabase(work: () => Promise<Receipt>): Promise<{ readonly result: Receipt } | null> {
		try {
			return await this.#gate.pass(work);
		} catch (error) {
			if (error instanceof ApiError) throw error;
			this.#warn(error, 'BeBetter: events could not be stored; phones were told to send them again');
			throw unavailable('The events could not be stored now.', retryAfterSeconds);
		}
	}

	#limit(reading: TokenReading | null, { context: { anon_id } }: Batch, ip: string): void {
		const now = performance.now();
		// An installation's id counts at its address only, so that nobody uses up the limit of another.
		const client = reading?.kind === 'signed' ? reading.user : anon_id === null ? null : `${ip} ${anon_id}`;
		const refusal =
			(client === null ? null : this.#limits.person(client, now)) ?? this.#limits.address(ip, now);
		if (refusal) throw tooManyRequests(refusal.retryAfterSeconds);
	}
}

const duplicatesIn = ({ accepted, repeated }: Verdicts, inserted: number): number =>
	accepted.length - inserted + repeated;

const namesIn = ({ events }: Batch): string[] =>
	events.flatMap((event) => (isRecord(event) && typeof event['name'] === 'string' ? [event['name']] : []));

function batchOf(bytes: Buffer, headers: IncomingHttpHeaders): Batch {
	const body = parseJson(bytes);
	if (isRecord(body) && Array.isArray(body['events']) && body['events'].length > mostEvents)
		throw new ApiError(413, 'CONTENT_TOO_LARGE', `Send ${mostEvents} events at a time at most.`, {
			field: 'events',
			most_events: mostEvents,
		});
	const batch = readBatch(body, contextOf(headers));
	if (isProblem(batch)) throw invalidPayload(batch.field, batch.problem);
	return batch;
}

function parseJson(bytes: Buffer): unknown {
	try {
		return JSON.parse(bytes.toString('utf8'));
	} catch {
		throw invalidPayload('body', 'is not JSON; send one object with "sent_at" and "events".');
	}
}

/** As for screens: Node reads header bytes as Latin-1, and what cannot be read is like nothing. */
function contextOf(headers: IncomingHttpHeaders): EventContext {
	const header = (name: string): string =>
		Buffer.from(headers[name]?.toString() ?? '', 'latin1').toString('utf8');
	return {
		...noContext,
		platform: readPlatform(header('x-app-platform')),
		app_version: readVersion(header('x-app-version')),
	};
}
