const minuteMs = 60_000;
/** Addresses remembered at once; a flood of them must not become a flood of memory. */
const mostRemembered = 10_000;

/** Counts refusals by address and minute, and knows who has had too many; asking does not count. */
export class Refusals {
	readonly #most: number;
	/** Those that end first come first. */
	readonly #minutes = new Map<string, { count: number; readonly ends: number }>();

	/** @param most refusals of one address in a minute, from which on it is blocked */
	constructor(most: number) {
		this.#most = most;
	}

	count(address: string, now: number): void {
		const minute = this.#minutes.get(address);
		if (minute && minute.ends > now) {
			minute.count += 1;
			return;
		}
		this.#minutes.delete(address);
		this.#minutes.set(address, { count: 1, ends: now + minuteMs });
		if (this.#minutes.size > mostRemembered) this.#minutes.delete(this.#minutes.keys().next().value!);
	}

	/** s; null when the address may ask. */
	blockedFor(address: string, now: number): number | null {
		const minute = this.#minutes.get(address);
		if (!minute || minute.ends <= now || minute.count < this.#most) return null;
		return Math.ceil((minute.ends - now) / 1000);
	}
}
