interface Count {
	requests: number;
	milliseconds: number;
}

/** Counts one answer with this status, which took so many milliseconds. */
export type Observe = (status: number, milliseconds: number) => void;

/** Requests that bypass Directus's own events, counted by route and status. */
export class RequestMetrics {
	readonly #routes = new Map<string, { counts: Map<number, Count>; observe: Observe }>();

	/** @param route a template such as `/foods/:slug`, never an address */
	readonly observer = (route: string): Observe => {
		const known = this.#routes.get(route);
		if (known) return known.observe;
		const counts = new Map<number, Count>();
		const observe: Observe = (status, milliseconds) => {
			const count = counts.get(status);
			if (count) {
				count.requests += 1;
				count.milliseconds += milliseconds;
			} else counts.set(status, { requests: 1, milliseconds });
		};
		this.#routes.set(route, { counts, observe });
		return observe;
	};

	/** Since the process began. */
	read(): (Readonly<Count> & { route: string; status: number })[] {
		return Array.from(this.#routes, ([route, { counts }]) =>
			Array.from(counts, ([status, count]) => ({ route, status, ...count })),
		).flat();
	}
}
