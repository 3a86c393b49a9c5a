const failuresToOpen = 3;
const openMs = 2_000;

/**
 * Stops asking a service that fails: after three failures in a row it answers null at once for two seconds,
 * then lets one caller try.
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

	/** @returns what `work` resolves to, or null when it fails or is not tried */
	async run<T>(work: () => Promise<T>): Promise<T | null> {
		if (this.#isOpen()) return null;

		try {
			const result = await work();
			this.#failures = 0;
			return result;
		} catch {
			this.#failures += 1;
			if (this.#failures >= failuresToOpen) this.#openUntil = this.#now() + openMs;
			return null;
		} finally {
			this.#trying = false;
		}
	}

	#isOpen(): boolean {
		if (this.#failures < failuresToOpen) return false;
		if (this.#now() < this.#openUntil || this.#trying) return true;
		this.#trying = true;
		return false;
	}
}
