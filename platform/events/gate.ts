/**
 * Lets a few pieces of work to the database at a time and a bounded number wait: when the database is slower than the
 * phones, they are told to come back, and this process keeps its memory and leaves connections to others.
 */
export class Gate {
	readonly #atOnce: number;
	readonly #mostWaiting: number;
	readonly #waiting: (() => void)[] = [];
	#running = 0;

	constructor(atOnce: number, mostWaiting: number) {
		this.#atOnce = atOnce;
		this.#mostWaiting = mostWaiting;
	}

	get isFull(): boolean {
		return this.#running >= this.#atOnce && this.#waiting.length >= this.#mostWaiting;
	}

	/** @returns null without having begun when too many wait already */
	async pass<T>(work: () => Promise<T>): Promise<{ readonly result: T } | null> {
		if (this.isFull) return null;
		if (this.#running >= this.#atOnce) await new Promise<void>((admit) => this.#waiting.push(admit));
		else this.#running += 1;
		try {
			return { result: await work() };
		} finally {
			// Whoever waits takes this place over.
			const next = this.#waiting.shift();
			if (next) next();
			else this.#running -= 1;
		}
	}
}
