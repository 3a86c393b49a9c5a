import { BeBetterError } from './errors.ts';
import type { IsBody, Kept, KeptAnswers } from './store/kept-answers.ts';
import { unreadable, type Send } from './transport.ts';

export interface Question<Body> {
	readonly path: string;
	/** The name that the answer is kept under; null keeps it not at all. */
	readonly key: string | null;
	readonly isBody: IsBody<Body>;
	/** Whether a kept answer can be used for this question; any by default. */
	readonly suits?: (kept: Body) => boolean;
	/** Whether a kept answer is newer than the one that came; never by default. */
	readonly isNewer?: (kept: Body, incoming: Body) => boolean;
}

export type Outcome<Body> =
	/** The server sent it, or said that the kept one is still right. */
	| { readonly kind: 'answered'; readonly body: Body }
	/** The network or the server failed; `body` is the last good answer. */
	| { readonly kind: 'unreachable'; readonly body: Body | null; readonly error: BeBetterError }
	/** The server said no: what is kept is no answer to this any more. */
	| { readonly kind: 'refused'; readonly error: BeBetterError };

export type ConditionalGet = <Body>(question: Question<Body>) => Promise<Outcome<Body>>;

/** Reads public addresses with `If-None-Match`; an unchanged answer comes from the store. */
export function conditionalGet(send: Send, answers: KeptAnswers): ConditionalGet {
	return async (question) => {
		const kept = await readSuitable(answers, question);
		try {
			return { kind: 'answered', body: await askServer(send, answers, question, kept) };
		} catch (error) {
			if (!(error instanceof BeBetterError)) throw error;
			if (!error.isOutage) return { kind: 'refused', error };
			// Another request may have brought a newer one meanwhile.
			const lastGood = (await readSuitable(answers, question)) ?? kept;
			return { kind: 'unreachable', body: lastGood?.body ?? null, error };
		}
	};
}

async function readSuitable<Body>(
	answers: KeptAnswers,
	{ key, isBody, suits = () => true }: Question<Body>,
): Promise<Kept<Body> | null> {
	const kept = key === null ? null : await answers.read(key, isBody);
	return kept && suits(kept.body) ? kept : null;
}

async function askServer<Body>(
	send: Send,
	answers: KeptAnswers,
	question: Question<Body>,
	kept: Kept<Body> | null,
): Promise<Body> {
	const { path, key, isBody, suits = () => true, isNewer = () => false } = question;
	const { status, etag, body } = await send({
		path,
		headers: kept?.etag ? { 'If-None-Match': kept.etag } : {},
	});
	if (status === 304 && kept) {
		const there = await readSuitable(answers, question);
		return there && isNewer(there.body, kept.body) ? there.body : kept.body;
	}
	if (!isBody(body)) throw unreadable(status);
	if (key === null) return body;

	const stands = (there: Body): boolean => suits(there) && isNewer(there, body);
	return (await answers.keep(key, { etag, body }, isBody, stands)).body;
}
