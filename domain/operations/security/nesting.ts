const quote = 0x22;
const backslash = 0x5c;
const openers = new Set([0x5b, 0x7b]);
const closers = new Set([0x5d, 0x7d]);

/** Follows how deep JSON nests, byte by byte as it comes: a file need not be in memory for that. */
export class Nesting {
	readonly #deepest: number;
	#depth = 0;
	#inText = false;
	#isEscaped = false;

	constructor(deepest: number) {
		this.#deepest = deepest;
	}

	/** @returns whether it nests deeper than is allowed by now */
	exceedsWith(bytes: Uint8Array): boolean {
		for (const byte of bytes) {
			if (this.#isEscaped) this.#isEscaped = false;
			else if (this.#inText) {
				if (byte === backslash) this.#isEscaped = true;
				else if (byte === quote) this.#inText = false;
			} else if (byte === quote) this.#inText = true;
			else if (openers.has(byte)) this.#depth += 1;
			else if (closers.has(byte)) this.#depth = Math.max(0, this.#depth - 1);
			if (this.#depth > this.#deepest) return true;
		}
		return false;
	}
}
