/**
 * One of a kind for the process. Directus loads a new copy of this code when extensions are reloaded, so the one
 * of the old copy is found by name and stopped.
 */
export class ProcessSingleton<T extends { stop(): unknown }> {
	readonly #slot: symbol;
	#own: T | undefined;

	constructor(name: string) {
		this.#slot = Symbol.for(`directus-extension-bebetter.${name}`);
	}

	get(make: () => T): T {
		if (this.#own) return this.#own;
		const holder = globalThis as unknown as Record<symbol, T | undefined>;
		void holder[this.#slot]?.stop();
		this.#own = make();
		holder[this.#slot] = this.#own;
		return this.#own;
	}
}
