/** Requests that bypass Directus's own events, counted by route and status. */
export class RequestMetrics {
	readonly #counts = new Map<string, { requests: number; milliseconds: number }>();

	/** @param route a template such as `/foods/:slug`, never an address */
	observe(route: string, status: number, milliseconds: number): void {
		const key = `${route} ${status}`;
		const count = this.#counts.get(key);
		if (count) {
			count.requests += 1;
			count.milliseconds += milliseconds;
		} else this.#counts.set(key, { requests: 1, milliseconds });
	}

	/** Since the process began. */
	read(): { route: string; status: number; requests: number; milliseconds: number }[] {
		return Array.from(this.#counts, ([key, count]) => {
			const [route = '', status] = key.split(' ');
			return { route, status: Number(status), ...count };
		});
	}
}
