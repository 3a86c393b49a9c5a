interface Count {
	requests: number;
	milliseconds: number;
}

/** Requests that bypass Directus's own events, counted by route and status. */
export class RequestMetrics {
	readonly #counts = new Map<string, Map<number, Count>>();

	/** @param route a template such as `/foods/:slug`, never an address */
	observe(route: string, status: number, milliseconds: number): void {
		const count = this.#counts.get(route)?.get(status) ?? this.#begin(route, status);
		count.requests += 1;
		count.milliseconds += milliseconds;
	}

	/** Since the process began. */
	read(): (Readonly<Count> & { route: string; status: number })[] {
		return Array.from(this.#counts, ([route, byStatus]) =>
			Array.from(byStatus, ([status, count]) => ({ route, status, ...count })),
		).flat();
	}

	#begin(route: string, status: number): Count {
		const count = { requests: 0, milliseconds: 0 };
		const byStatus = this.#counts.get(route) ?? new Map<number, Count>();
		this.#counts.set(route, byStatus.set(status, count));
		return count;
	}
}
