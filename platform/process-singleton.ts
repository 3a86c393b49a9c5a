interface Stoppable {
	stop(): unknown;
	/** Whether it was started and does its work. */
	readonly isRunning: boolean;
}

/**
 * One of a kind for the process. Directus loads a new copy of this code when extensions are reloaded, so the one
 * of the old copy is found by name and stopped, and the new one takes over if that one was at work.
 */
export class ProcessSingleton<T extends Stoppable> {
	readonly #slot: symbol;
	#own: T | undefined;

	constructor(name: string) {
		this.#slot = Symbol.for(`directus-extension-bebetter.${name}`);
	}

	/** The one at work now, whichever copy of this code made it; for what Directus keeps across reloads. */
	get current(): T | undefined {
		return (globalThis as unknown as Record<symbol, T | undefined>)[this.#slot];
	}

	/** @param takeOver begins the work of a predecessor; the event at which it began does not come again */
	get(make: () => T, takeOver: (own: T) => void): T {
		if (this.#own) return this.#own;
		const holder = globalThis as unknown as Record<symbol, T | undefined>;
		const predecessor = holder[this.#slot];
		const wasRunning = predecessor?.isRunning === true;
		void predecessor?.stop();

		const own = make();
		this.#own = own;
		holder[this.#slot] = own;
		if (wasRunning) takeOver(own);
		return own;
	}
}
