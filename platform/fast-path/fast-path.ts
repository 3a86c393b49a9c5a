import type { IncomingMessage, OutgoingHttpHeaders, Server, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { prepareAnswers, sendPrepared, type PreparedAnswers } from '../http/send.ts';
import { questionOf } from '../http/route.ts';
import type { Observe } from '../metrics/request-metrics.ts';
import type { Entry } from '../publishing/entry.ts';
import type { Publisher } from '../publishing/publisher.ts';
import type { HostSettings } from './host-settings.ts';
import type { Match } from './match-route.ts';

export interface FastPathOptions {
	readonly publisher: Publisher;
	readonly match: (path: string) => Match | null;
	readonly settings: HostSettings;
	readonly logger: Pick<Logger, 'info'>;
	/** Headers that Directus sets on every answer, learned from one of its own; null until then. */
	readonly hostHeaders: () => OutgoingHttpHeaders | null;
	/** Counts the answers of a route, for metrics. */
	readonly observer: (route: string) => Observe;
	/** Told of each client that was sent away. */
	readonly onRefused: (client: string) => void;
	/** Whether maintenance is on; the ordinary path has the words for it. */
	readonly isClosed: () => boolean;
}

/** The name of the answer to an address, which stays true until content changes. */
interface Alias {
	readonly key: string;
	readonly route: string;
}

/** An answer that was sent within this second. */
interface Hot {
	readonly answers: PreparedAnswers;
	readonly observe: Observe;
}

/** Addresses remembered; they keep no answer alive, so one costs little more than its text. */
const mostAliases = 20_000;
const longestAddress = 1_000;

/** Answers found without asking the store, which after this time, ms, learns again that they are in use. */
const mostHot = 500;
const hotMs = 1_000;

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Answers hot reads before Express and the middlewares of Directus run. It answers only from memory and only
 * what the ordinary endpoint would answer with a 200 or 304; everything else it leaves alone.
 */
export class FastPath {
	readonly #options: FastPathOptions;
	readonly #hot = new Map<string, Hot>();
	#hotUntil = 0;
	readonly #aliases = new Map<string, Alias>();
	readonly #prepared = new WeakMap<Entry, PreparedAnswers>();
	#generation = 0;
	#stopping = false;

	constructor(options: FastPathOptions) {
		this.#options = options;
	}

	/** Puts itself before the listeners that the server has. @returns a function that takes it out again */
	attach(server: Server): () => void {
		const others = server.listeners('request') as Listener[];
		const first: Listener = (request, response) => {
			if (this.handle(request, response)) return;
			for (const listener of others) listener.call(server, request, response);
		};
		const stop = (): void => {
			this.#stopping = true;
		};

		server.removeAllListeners('request');
		server.on('request', first);
		process.once('SIGTERM', stop);
		process.once('SIGINT', stop);

		return () => {
			process.off('SIGTERM', stop);
			process.off('SIGINT', stop);
			server.removeListener('request', first);
			for (const listener of others) server.on('request', listener);
		};
	}

	/** @returns whether the request was answered */
	handle(request: IncomingMessage, response: ServerResponse): boolean {
		if (this.#stopping || !isPlainRead(request)) return false;
		const { settings, publisher, isClosed } = this.#options;
		if (isClosed()) return false;
		// Who calls from a browser page needs the headers of CORS, which Directus computes per request.
		if (settings.corsEnabled && request.headers.origin !== undefined) return false;
		if (publisher.isSettling) return false;

		const started = performance.now();
		this.#forgetWhatIsOld(started);
		const name = addressOf(request);
		const hot = this.#hot.get(name) ?? this.#find(name, request);
		if (!hot) return false;
		if (settings.limits.length > 0 && this.#isRefused(request, response, hot.observe)) return true;

		const status = sendPrepared(request, response, hot.answers);
		const milliseconds = performance.now() - started;
		hot.observe(request.method!, status, milliseconds);
		publisher.lookups.memory += 1;
		if (settings.logs) this.#log(settings.logs, request, status, milliseconds);
		return true;
	}

	#forgetWhatIsOld(now: number): void {
		const { generation } = this.#options.publisher;
		if (generation !== this.#generation) {
			this.#aliases.clear();
			this.#generation = generation;
		} else if (now < this.#hotUntil) return;

		this.#hot.clear();
		this.#hotUntil = now + hotMs;
	}

	/** Between the answers of this second and the store stand the names: each step touches more memory. */
	#find(name: string, request: IncomingMessage): Hot | null {
		const { publisher, hostHeaders, observer } = this.#options;
		const headers = hostHeaders();
		const alias = headers && (this.#aliases.get(name) ?? this.#resolve(name, request));
		const entry = alias && publisher.peek(alias.key);
		if (!entry) return null;
		const hot = { answers: this.#prepare(entry, headers), observe: observer(alias.route) };
		if (this.#hot.size < mostHot) this.#hot.set(name, hot);
		return hot;
	}

	#resolve(name: string, request: IncomingMessage): Alias | null {
		const { publisher, match } = this.#options;
		if (name.length > longestAddress) return null;

		const found = match(pathOf(request.url!));
		if (!found) return null;

		try {
			const key = publisher.keyOf(questionOf(found.route, found.params, request.url!, request.headers));
			if (key === null) return null;
			const alias = { key, route: found.route.path };
			if (this.#aliases.size >= mostAliases) this.#aliases.delete(this.#aliases.keys().next().value!);
			this.#aliases.set(name, alias);
			return alias;
		} catch {
			// A refusal, with its message and headers, is the ordinary path's work too.
			return null;
		}
	}

	/** Many addresses lead to one entry, and a new generation leaves most entries as they are. */
	#prepare(entry: Entry, headers: OutgoingHttpHeaders): PreparedAnswers {
		const known = this.#prepared.get(entry);
		if (known) return known;
		const answers = prepareAnswers(entry, 'hit', headers);
		this.#prepared.set(entry, answers);
		return answers;
	}

	#isRefused(request: IncomingMessage, response: ServerResponse, observe: Observe): boolean {
		for (const { limit, points, clientOf } of this.#options.settings.limits) {
			const client = clientOf(request);
			const refusal = limit(client, Date.now());
			if (!refusal) continue;

			const message = 'Too many requests, retry later.';
			const extensions = { code: 'REQUESTS_EXCEEDED', limit: points };
			const body = Buffer.from(JSON.stringify({ errors: [{ message, extensions }] }));
			response.writeHead(429, {
				...this.#options.hostHeaders(),
				'Content-Type': 'application/json; charset=utf-8',
				'Content-Length': body.length,
				'Cache-Control': 'no-store',
				'Retry-After': String(refusal.retryAfterSeconds),
			});
			response.end(request.method === 'HEAD' ? undefined : body);
			this.#options.onRefused(client);
			observe(request.method!, 429, 0);
			return true;
		}

		return false;
	}

	#log(
		isLogged: (path: string) => boolean,
		request: IncomingMessage,
		status: number,
		milliseconds: number,
	): void {
		if (!isLogged(pathOf(request.url!))) return;
		this.#options.logger.info(
			`request completed ${status} ${request.method} ${withoutSecrets(request.url!)} ${milliseconds.toFixed(1)}ms (fast path)`,
		);
	}
}

function isPlainRead({ method, url }: IncomingMessage): boolean {
	return (method === 'GET' || method === 'HEAD') && url !== undefined && url.startsWith('/mobile/');
}

/** Everything of a request that the answer depends on. */
function addressOf({ url, headers }: IncomingMessage): string {
	const version = headers['x-app-version'];
	const platform = headers['x-app-platform'];
	return version === undefined && platform === undefined
		? url!
		: `${url}\n${String(version)}\n${String(platform)}`;
}

function pathOf(url: string): string {
	const end = url.indexOf('?');
	return end === -1 ? url : url.slice(0, end);
}

const withoutSecrets = (url: string): string => url.replace(/(access_token=)[^&]*/g, '$1--redacted--');
