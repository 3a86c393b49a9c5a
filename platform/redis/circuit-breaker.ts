const failuresToOpen = 3;
const openMs = 2_000;

/**
 * Stops asking a service that fails: after three failures in a row every caller gets null at once. Every two
 * seconds one call is made as a trial, and nobody waits for it.
 */
export class CircuitBreaker {
	#failures = 0;
	#openUntil = 0;
	#trying = false;
	readonly #now: () => number;

	/** @param now a clock in ms that never goes back */
	constructor(now: () => number = () => performance.now()) {
		this.#now = now;
	}

	/** @returns what `work` resolves to, or null when it fails, is a trial or is not tried */
	async run<T>(work: () => Promise<T>): Promise<T | null> {
		if (this.#failures < failuresToOpen) return this.#attempt(work);
		if (!this.#trying && this.#now() >= this.#openUntil) void this.#tryInBackground(work);
		return null;
	}

	async #attempt<T>(work: () => Promise<T>): Promise<T | null> {
		try {
			const result = await work();
			this.#failures = 0;
			return result;
		} catch {
			this.#failures += 1;
			if (this.#failures >= failuresToOpen) this.#openUntil = this.#now() + openMs;
			return null;
		}
	}

	/** A black hole takes until the command's time limit to show itself: no reader should pay for that. */
	async #tryInBackground(work: () => Promise<unknown>): Promise<void> {
		this.#trying = true;
		await this.#attempt(work);
		this.#trying = false;
	}
}
