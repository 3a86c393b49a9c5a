/** How a question came out. `problem` is a code or a few words, never a statement or a value. */
export type Outcome<Answer> =
	| { readonly isKnown: true; readonly answer: Answer; readonly tookMs: number }
	| { readonly isKnown: false; readonly problem: string; readonly tookMs: number };

export interface SharedQuestionOptions {
	/** Longest time that anybody waits, ms. */
	readonly timeoutMs?: number;
	/** How long an answer holds, ms. */
	readonly freshMs?: number;
}

/**
 * A question to something that may hang, such as a frozen database. However many ask, it is put once at a time; nobody
 * waits longer than the limit; and while it hangs everybody else is told so at once. Never rejects.
 */
export class SharedQuestion<Answer> {
	readonly #put: () => Promise<Answer>;
	readonly #timeoutMs: number;
	readonly #freshMs: number;
	#pending: { readonly began: number; readonly outcome: Promise<Outcome<Answer>> } | null = null;
	#last: { readonly at: number; readonly outcome: Outcome<Answer> } | null = null;

	constructor(
		put: () => Promise<Answer>,
		{ timeoutMs = 2_000, freshMs = 1_000 }: SharedQuestionOptions = {},
	) {
		this.#put = put;
		this.#timeoutMs = timeoutMs;
		this.#freshMs = freshMs;
	}

	async ask(): Promise<Outcome<Answer>> {
		if (!this.#pending) {
			if (this.#last && performance.now() - this.#last.at < this.#freshMs) return this.#last.outcome;
			this.#pending = { began: performance.now(), outcome: this.#begin() };
		}
		const { began, outcome } = this.#pending;
		return this.#atMost(outcome, began);
	}

	async #begin(): Promise<Outcome<Answer>> {
		const began = performance.now();
		const outcome = await this.#put().then(
			(answer) => ({ isKnown: true, answer, tookMs: performance.now() - began }) as const,
			(error: unknown) =>
				({ isKnown: false, problem: problemOf(error), tookMs: performance.now() - began }) as const,
		);
		this.#last = { at: performance.now(), outcome };
		this.#pending = null;
		return outcome;
	}

	async #atMost(outcome: Promise<Outcome<Answer>>, began: number): Promise<Outcome<Answer>> {
		let timer: NodeJS.Timeout | undefined;
		const patience = Math.max(0, began + this.#timeoutMs - performance.now());
		const tooLate = new Promise<Outcome<Answer>>((resolve) => {
			timer = setTimeout(
				() => resolve({ isKnown: false, problem: 'no answer', tookMs: performance.now() - began }),
				patience,
			);
		});
		try {
			return await Promise.race([outcome, tooLate]);
		} finally {
			clearTimeout(timer);
		}
	}
}

/** Messages of database drivers carry the statement with its values; their codes do not. */
function problemOf(error: unknown): string {
	const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown };
	return String(code ?? name ?? 'unknown').slice(0, 100);
}

/** The answer as somebody else needs it. */
export const mapOutcome = <From, To>(outcome: Outcome<From>, map: (answer: From) => To): Outcome<To> =>
	outcome.isKnown ? { ...outcome, answer: map(outcome.answer) } : outcome;
