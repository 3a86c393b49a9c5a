import { latencyBucket, noLatencies } from '../../domain/operations/metrics/latency.ts';
import { otherRoute } from '../../domain/operations/metrics/route-template.ts';

/** Counts one answer with this status, which took so many milliseconds. */
export type Observe = (method: string, status: number, milliseconds: number) => void;

/** Answers of one kind since the process began. */
export interface RequestSeries {
	readonly method: string;
	/** A template such as `/mobile/foods/:slug`, never an address. */
	readonly route: string;
	readonly status: number;
	readonly count: number;
	readonly seconds: number;
	readonly latencies: readonly number[];
}

interface Growing extends RequestSeries {
	count: number;
	seconds: number;
	readonly latencies: number[];
	/** Whether it is part of the totals. */
	readonly isForPeople: boolean;
}

/** What all requests come to that are not about the server itself. */
export interface RequestTotals {
	readonly requests: number;
	/** Answers with a status of 500 or more. */
	readonly errors: number;
	/** Answers with 429. */
	readonly limited: number;
	readonly latencies: readonly number[];
}

/** A flood of addresses must not become a flood of series. */
const mostRoutes = 200;

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PURGE', 'SEARCH']);

/** Probes and the Studio's own questions about the server would hide how people fare. */
const aboutTheServer = /^\/(ops|server|metrics)(\/|$)/;

/** Every answer of this process, whoever gave it. */
export class RequestMetrics {
	readonly #series = new Map<string, Growing>();
	readonly #observers = new Map<string, Observe>();
	readonly #routes = new Set<string>();
	readonly #totals = { requests: 0, errors: 0, limited: 0, latencies: noLatencies() };

	/** For a route that the fast path answers, with GET and HEAD alone: what it returns looks next to nothing up. */
	readonly observer = (route: string): Observe => {
		const observer = this.#observers.get(route);
		if (observer) return observer;
		const known = new Map<number, Growing>();
		const observe: Observe = (method, status, milliseconds) => {
			const key = method === 'GET' ? status : -status;
			let series = known.get(key);
			if (!series) known.set(key, (series = this.#seriesOf(method, route, status)));
			this.#count(series, milliseconds / 1000);
		};
		this.#observers.set(route, observe);
		return observe;
	};

	observe(method: string, route: string, status: number, milliseconds: number): void {
		this.#count(this.#seriesOf(method, route, status), milliseconds / 1000);
	}

	read(): readonly RequestSeries[] {
		return [...this.#series.values()];
	}

	totals(): RequestTotals {
		return { ...this.#totals, latencies: [...this.#totals.latencies] };
	}

	#count(series: Growing, seconds: number): void {
		const bucket = latencyBucket(seconds);
		series.count += 1;
		series.seconds += seconds;
		series.latencies[bucket]! += 1;
		if (!series.isForPeople) return;
		this.#totals.requests += 1;
		this.#totals.latencies[bucket]! += 1;
		if (series.status >= 500) this.#totals.errors += 1;
		if (series.status === 429) this.#totals.limited += 1;
	}

	#seriesOf(sentMethod: string, wanted: string, status: number): Growing {
		const method = methods.has(sentMethod) ? sentMethod : 'OTHER';
		const route = this.#routes.has(wanted) || this.#routes.size < mostRoutes ? wanted : otherRoute;
		this.#routes.add(route);
		const key = `${method} ${status} ${route}`;
		const known = this.#series.get(key);
		if (known) return known;
		const isForPeople = !aboutTheServer.test(route);
		const fresh = { method, route, status, count: 0, seconds: 0, latencies: noLatencies(), isForPeople };
		this.#series.set(key, fresh);
		return fresh;
	}
}
