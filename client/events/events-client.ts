import type { AuthenticationClient, DirectusClient } from '@directus/sdk';
import { BeBetterError } from '../errors.ts';
import type { EtagStore } from '../store/etag-store.ts';
import { unreadable, type Send } from '../transport.ts';
import type { EventName, EventProps, Locale, Platform } from '../types.ts';
import { backoffMs } from './backoff.ts';
import { personOfToken } from './person-of-token.ts';
import { Queue, type QueuedEvent, type WireEvent } from './queue.ts';

export interface EventsOptions {
	/** Where events wait; by default the store of the client. Not to be shared by apps that run at the same time. */
	readonly store?: EtagStore | undefined;
	/** Names this installation, 1 to 100 letters, digits, - or _; made by the app, once. */
	readonly anonId?: string | undefined;
	/** Names one use of the app, in the same form. */
	readonly sessionId?: string | undefined;
	/** Events that wait at most, 1,000 by default; the oldest make room. */
	readonly mostQueued?: number | undefined;
	/** Events in one request, 1 to 500; 100 by default. */
	readonly batchSize?: number | undefined;
	/** How long an event waits for others, ms; 5,000 by default. */
	readonly flushAfterMs?: number | undefined;
	/** Called for each event that the server refuses; it is dropped. Most likely the app is wrong about it. */
	readonly onRejected?: ((rejected: RejectedEvent) => void) | undefined;
	/** For tests. */
	readonly environment?: Partial<Environment> | undefined;
}

/** What the queue wants to know of the phone. */
export interface Environment {
	/** ms since 1970. */
	readonly now: () => number;
	/** From 0 up to 1. */
	readonly random: () => number;
	readonly setTimer: (work: () => void, ms: number) => unknown;
	readonly clearTimer: (timer: unknown) => void;
	/** IANA name; null when the phone does not know. */
	readonly timeZone: () => string | null;
}

export interface TrackOptions {
	/** When it happened by the person's own account, if they said so; leave it out for what happens now. */
	readonly occurredAt?: Date | undefined;
	/** IANA zone in which it happened; the phone's by default. */
	readonly timeZone?: string | undefined;
}

export interface RejectedEvent {
	readonly event_id: string;
	readonly name: string;
	readonly code: string;
	/** Names the field and the remedy. */
	readonly message: string;
}

export interface FlushResult {
	/** Events that the server has now, whether it had them before or not. */
	readonly delivered: number;
	readonly rejected: number;
	/** Events that still wait; they are tried again by themselves. */
	readonly waiting: number;
}

type Given<Name extends EventName> =
	Record<string, never> extends EventProps[Name]
		? [props?: EventProps[Name], options?: TrackOptions]
		: [props: EventProps[Name], options?: TrackOptions];

export interface EventsClient {
	/**
	 * Notes an event and sends it with others soon. Works without a network and without a log-in; an event counts for
	 * whoever had logged in when it was tracked.
	 *
	 * @returns its id
	 */
	track<Name extends EventName>(name: Name, ...given: Given<Name>): string;
	/** The same for an event that an administrator has added. */
	trackCustom(
		name: string,
		props?: Readonly<Record<string, string | number | boolean>>,
		options?: TrackOptions,
	): string;
	/** Sends what waits now, as when the app goes to the background or the network is back. Never throws. */
	flush(): Promise<FlushResult>;
	/** Events that wait in memory, and those that made room for newer ones since the app was installed. */
	counts(): { readonly waiting: number; readonly dropped: number };
	/** Sends nothing by itself any more; what waits stays in the store. */
	stop(): void;
}

interface AppContext {
	readonly locale?: Locale | undefined;
	readonly platform?: Platform | undefined;
	readonly appVersion?: string | undefined;
}

interface Wiring extends EventsOptions {
	readonly store: EtagStore;
	/** Names the server in the store. */
	readonly scope: string;
	readonly app: AppContext;
}

type Authenticated = DirectusClient<unknown> & Partial<AuthenticationClient<unknown>>;

/** The server takes 500 KiB; a letter may have three bytes. */
const longestBatch = 160_000;

/** Refusals of a request that would be the same again. Anything else may be a proxy's, or over tomorrow. */
const refusals = [400, 413, 415, 422];

export function eventsClient(send: Send, client: Authenticated, wiring: Wiring): EventsClient {
	const { store, scope, app, anonId, sessionId, onRejected } = wiring;
	const { mostQueued = 1_000, batchSize = 100, flushAfterMs = 5_000 } = wiring;
	const { now, random, setTimer, clearTimer, timeZone } = { ...phone, ...wiring.environment };
	const queue = new Queue(store, `${scope}/events`, mostQueued);

	let isStopped = false;
	let timer: unknown = null;
	let failures = 0;
	let notBefore = 0;
	let most = batchSize;
	let flushing: Promise<FlushResult> | null = null;
	// Nothing is sent before what an earlier run has left is known, and events keep their order.
	let last: Promise<unknown> = queue.load().then(() => {
		if (queue.length > 0) schedule(0);
	});

	const token = async (): Promise<string | null> => (await client.getToken?.().catch(() => null)) || null;

	function schedule(ms: number): void {
		if (isStopped) return;
		if (timer !== null) clearTimer(timer);
		timer = setTimer(() => {
			timer = null;
			void flush();
		}, ms);
	}

	function note(name: string, props: object = {}, options: TrackOptions = {}): string {
		const event: WireEvent = {
			event_id: newUuid(random),
			name,
			client_ts: new Date(now()).toISOString(),
			...(options.occurredAt && { occurred_at: options.occurredAt.toISOString() }),
			tz: options.timeZone ?? timeZone(),
			props,
			...context(),
		};
		last = last.then(async () => {
			await queue.add({ event, person: personOfToken(await token()) });
			if (queue.length >= batchSize && failures === 0) schedule(0);
			else if (timer === null && flushing === null) schedule(flushAfterMs);
		});
		return event.event_id;
	}

	/** With each event: it may be sent by a later version of the app, in another use of it. */
	const context = () => ({
		...(app.platform && { platform: app.platform }),
		...(app.appVersion && { app_version: app.appVersion }),
		...(app.locale && { locale: app.locale }),
		...(anonId && { anon_id: anonId }),
		...(sessionId && { session_id: sessionId }),
	});

	function flush(): Promise<FlushResult> {
		flushing ??= sendAll().finally(() => {
			flushing = null;
			// What was tracked at the very end, or may not be sent yet.
			if (queue.length > 0 && timer === null) schedule(Math.max(flushAfterMs, notBefore - now()));
		});
		return flushing;
	}

	async function sendAll(): Promise<FlushResult> {
		await last;
		let delivered = 0;
		let rejected = 0;
		for (let batch = next(); batch.length > 0; batch = next()) {
			try {
				const refused = await deliver(batch);
				await queue.remove(batch);
				rejected += refused.length;
				delivered += batch.length - refused.length;
				refused.forEach(report);
				[failures, most] = [0, batchSize];
			} catch (error) {
				if (error instanceof BeBetterError && refusals.includes(error.status)) {
					rejected += await giveWay(batch, error);
				} else {
					retryLater(error);
					break;
				}
			}
		}
		return { delivered, rejected, waiting: queue.length };
	}

	const next = () => (isStopped || now() < notBefore ? [] : queue.first(most, longestBatch));

	/** @returns what the server refused of it */
	async function deliver(batch: readonly QueuedEvent[]): Promise<RejectedEvent[]> {
		const bearer = await token();
		const isTheirs = bearer !== null && personOfToken(bearer) === batch[0]?.person;
		const { body } = await send({
			path: '/mobile/events',
			method: 'POST',
			headers: isTheirs ? { Authorization: `Bearer ${bearer}` } : {},
			body: { sent_at: new Date(now()).toISOString(), events: batch.map(({ event }) => event) },
		});
		const rejected = (body as { data?: { rejected?: unknown } }).data?.rejected;
		if (!Array.isArray(rejected)) throw unreadable(200);
		return (rejected as { index: number; code: string; message: string }[]).flatMap(
			({ index, code, message }) => {
				const event = batch[index]?.event;
				return event ? [{ event_id: event.event_id, name: event.name, code, message }] : [];
			},
		);
	}

	/** A request that is refused as a whole is tried in halves, until the event at fault is alone and dropped. */
	async function giveWay(batch: readonly QueuedEvent[], { code, message }: BeBetterError): Promise<number> {
		most = Math.max(1, Math.floor(batch.length / 2));
		const [only, ...others] = batch;
		if (!only || others.length > 0) return 0;
		await queue.remove(batch);
		report({ event_id: only.event.event_id, name: only.event.name, code, message });
		return 1;
	}

	function retryLater(error: unknown): void {
		failures += 1;
		const retryAfterMs = error instanceof BeBetterError ? error.retryAfterMs : null;
		const delay = backoffMs(failures, retryAfterMs, random());
		if (retryAfterMs !== null) notBefore = now() + retryAfterMs;
		schedule(delay);
	}

	function report(rejected: RejectedEvent): void {
		try {
			onRejected?.(rejected);
		} catch {
			// What an app does with it must not keep the next events from being sent.
		}
	}

	return {
		track: (name, ...[props, options]) => note(name, props, options),
		trackCustom: note,
		flush,
		counts: () => ({ waiting: queue.length, dropped: queue.dropped }),
		stop() {
			isStopped = true;
			if (timer !== null) clearTimer(timer);
			timer = null;
		},
	};
}

const phone: Environment = {
	now: Date.now,
	random: Math.random,
	setTimer: (work, ms) => setTimeout(work, ms),
	clearTimer: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
	timeZone: () => Intl.DateTimeFormat().resolvedOptions().timeZone ?? null,
};

/** Version 4. React Native has no `crypto` of its own; an id has to be unlikely to occur twice, and no secret. */
function newUuid(random: () => number): string {
	return 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, (letter) => {
		const digit = Math.floor(random() * 16);
		return (letter === 'x' ? digit : (digit % 4) + 8).toString(16);
	});
}
