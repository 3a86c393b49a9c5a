import type { EtagStore } from './etag-store.ts';

/** An answer of the server, as it was. */
export interface Kept<Body> {
	/** null when the answer had none, so that it cannot be asked for again by it. */
	readonly etag: string | null;
	readonly body: Body;
}

/** Recognises a body; what it does not recognise is thrown away. */
export type IsBody<Body> = (value: unknown) => value is Body;

/** Answers in a store, with what a bare store lacks: broken entries, failures and races are no concern of callers. */
export interface KeptAnswers {
	read<Body>(key: string, isBody: IsBody<Body>): Promise<Kept<Body> | null>;
	/**
	 * Keeps an answer, unless the one that is there `stands`: compared and kept as one step.
	 *
	 * @returns the answer that is kept afterwards
	 */
	keep<Body>(
		key: string,
		incoming: Kept<Body>,
		isBody: IsBody<Body>,
		stands: (there: Body) => boolean,
	): Promise<Kept<Body>>;
	drop(key: string): Promise<void>;
}

/** Rises when entries change their form; older ones are dropped. */
const entryFormat = 1;

export function keptAnswers(store: EtagStore): KeptAnswers {
	const inTurn = turns();
	const drop = (key: string) => ignoringFailure(() => store.delete(key));

	async function read<Body>(key: string, isBody: IsBody<Body>): Promise<Kept<Body> | null> {
		const text = await ignoringFailure(() => store.get(key));
		if (typeof text !== 'string') return null;
		const kept = decode(text, isBody);
		if (!kept) await drop(key);
		return kept;
	}

	return {
		read,
		keep: (key, incoming, isBody, stands) =>
			inTurn(key, async () => {
				const there = await read(key, isBody);
				if (there && stands(there.body)) return there;
				await ignoringFailure(() => store.set(key, JSON.stringify({ format: entryFormat, ...incoming })));
				return incoming;
			}),
		drop: (key) => inTurn(key, async () => void (await drop(key))),
	};
}

function decode<Body>(text: string, isBody: IsBody<Body>): Kept<Body> | null {
	try {
		const { format, etag, body } = JSON.parse(text);
		const isWhole = format === entryFormat && (etag === null || typeof etag === 'string') && isBody(body);
		return isWhole ? { etag, body } : null;
	} catch {
		return null;
	}
}

/** A full disk or a locked key chain must not cost the answer. */
async function ignoringFailure<T>(work: () => T): Promise<Awaited<T> | null> {
	try {
		return await work();
	} catch {
		return null;
	}
}

/** Runs work on the same key one after the other, and on different keys at once. */
function turns() {
	const last = new Map<string, Promise<unknown>>();
	return <T>(key: string, work: () => Promise<T>): Promise<T> => {
		const mine = (last.get(key) ?? Promise.resolve()).then(work, work);
		last.set(key, mine);
		const forget = (): void => void (last.get(key) === mine && last.delete(key));
		mine.then(forget, forget);
		return mine;
	};
}
