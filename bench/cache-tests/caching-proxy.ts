import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import CachePolicy from 'http-cache-semantics';
import { prepareAnswers, sendPrepared } from '../../platform/http/send.ts';
import { onCleanUp } from '../support/clean-up.ts';
import { ask, endToEnd, readAll, type Answer, type Fields, type Question } from './exchange.ts';
import { StoredAnswers, type StoredAnswer } from './stored-answers.ts';

/**
 * A caching reverse proxy, made for the suite only. Our store keeps the answers and our delivery sends them: entity
 * tags, conditional requests, 304, HEAD, codings. Whether an answer may be stored and used is for
 * http-cache-semantics to say, because nothing of ours decides that: our content has no lifetime, it is published.
 *
 * @returns its address, without a slash at the end
 */
export async function startCachingProxy(origin: string): Promise<string> {
	const proxy = new CachingProxy(origin);
	const server = createServer({ joinDuplicateHeaders: true }, (request, response) => {
		proxy.handle(request, response).catch((error: Error) => {
			if (response.headersSent) return void response.destroy(error);
			response.writeHead(502, { 'Content-Type': 'text/plain' }).end(error.message);
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	onCleanUp(async () => {
		server.close();
		server.closeAllConnections();
	});
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

class CachingProxy {
	readonly #origin: string;
	readonly #answers = new StoredAnswers();

	constructor(origin: string) {
		this.#origin = origin;
	}

	async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const question = { method: request.method!, url: request.url!, headers: endToEnd(request.headers) };
		if (!isRead(question)) return this.#write(question, request, response);

		const stored = this.#answers.find(question);
		const verdict = stored?.policy.evaluateRequest({ ...question, method: 'GET' });
		if (stored && verdict?.response) {
			sendStored(request, response, stored);
			if (verdict.revalidation) await this.#refreshInBackground(question, stored);
			return;
		}

		// A stale answer is confirmed for GET only: what HEAD brings back could not replace it.
		const isConfirmed = stored !== null && question.method === 'GET';
		const answer = await (isConfirmed ? this.#confirm(question, stored) : this.#fetch(question));
		if ('entry' in answer) sendStored(request, response, answer);
		else passOn(response, answer);
	}

	/** What is not a read goes to the origin, and what it may have changed is forgotten (RFC 9111, 4.4). */
	async #write(question: Question, request: IncomingMessage, response: ServerResponse): Promise<void> {
		const answer = await ask(this.#origin, question, await readAll(request));
		if (!isSafe(question) && answer.status < 400)
			for (const url of changedBy(question, answer)) this.#answers.forget(url);
		passOn(response, answer);
	}

	/** Stale-while-revalidate: the client has its answer already. */
	async #refreshInBackground(question: Question, stored: StoredAnswer): Promise<void> {
		try {
			await this.#confirm({ ...question, method: 'GET' }, stored);
		} catch {
			// The stale answer stays; the next request tries again.
		}
	}

	async #fetch(question: Question): Promise<Answer> {
		const revision = this.#answers.now();
		const answer = await ask(this.#origin, question);
		const policy = new CachePolicy(question, answer);
		if (isWorthKeeping(question, answer, policy)) this.#answers.keep(question, policy, answer.body, revision);
		return answer;
	}

	/** Asks whether a stored answer may still be used, and gets another one if not. */
	async #confirm(question: Question, stored: StoredAnswer): Promise<StoredAnswer | Answer> {
		const revision = this.#answers.now();
		const headers = stored.policy.revalidationHeaders(withoutConditions(question)) as Fields;
		const said = await ask(this.#origin, { ...question, headers }).catch(() => undefined);
		const answer = said && withValidator(said, headers);

		const { policy, modified, matches } = stored.policy.revalidatedPolicy(question, answer);
		// It answers with itself where `stale-if-error` lets the stored answer stand in for a failure.
		if (policy === stored.policy || !answer) return stored;
		const { identity } = stored.entry.representation.bodies;
		if (matches) return this.#answers.keep(question, policy, identity, revision);
		// The origin confirmed something else than what is stored.
		if (!modified) return this.#fetch(question);

		if (isWorthKeeping(question, answer, policy)) this.#answers.keep(question, policy, answer.body, revision);
		return answer;
	}
}

const isRead = ({ method }: Question): boolean => method === 'GET' || method === 'HEAD';
const isSafe = ({ method }: Question): boolean => ['GET', 'HEAD', 'OPTIONS', 'TRACE'].includes(method);

/** The answer to HEAD has no bytes to store, and a part of an answer is not one. */
function isWorthKeeping({ method }: Question, { status }: Answer, policy: CachePolicy): boolean {
	return method === 'GET' && status !== 206 && policy.storable();
}

/** The URL itself, and those on the same host that the answer names. */
function changedBy({ url, headers }: Question, answer: Answer): string[] {
	const base = new URL(url, `http://${headers['host']}`);
	const named = [answer.headers['location'], answer.headers['content-location']];
	const others = named.flatMap((reference) =>
		reference !== undefined && URL.canParse(reference, base) ? [new URL(reference, base)] : [],
	);
	return [base, ...others]
		.filter(({ host }) => host === base.host)
		.map(({ pathname, search }) => pathname + search);
}

const conditions = ['if-none-match', 'if-modified-since', 'if-match', 'if-unmodified-since', 'if-range'];

/** The client's own conditions are ours to judge, once the stored answer is fresh again. */
function withoutConditions(question: Question): Question {
	const kept = Object.entries(question.headers).filter(([name]) => !conditions.includes(name));
	return { ...question, headers: Object.fromEntries(kept) };
}

/** A 304 that names nothing confirms what it was asked about, which is one stored answer. */
function withValidator(answer: Answer, asked: Fields): Answer {
	const { headers } = answer;
	if (answer.status !== 304 || 'etag' in headers || 'last-modified' in headers) return answer;
	const { 'if-none-match': etag, 'if-modified-since': lastModified } = asked;
	return {
		...answer,
		headers: {
			...headers,
			...(etag !== undefined && { etag }),
			...(lastModified !== undefined && { 'last-modified': lastModified }),
		},
	};
}

/** Of the stored fields those that a 304 has to carry as well (RFC 9110, 15.4.5) beside the ones of every entry. */
const alsoOn304 = ['date', 'expires', 'content-location'];

function sendStored(
	request: IncomingMessage,
	response: ServerResponse,
	{ entry, policy }: StoredAnswer,
): void {
	const fields = alsoOn304.map((name) => [name, entry.headers[name]]);
	const age = String(Math.floor(policy.age()));
	const answers = prepareAnswers(entry, 'hit', { ...Object.fromEntries(fields), Age: age });
	const { st: status } = policy.toObject();
	if (status === 200) return void sendPrepared(request, response, answers);

	// Our delivery sends content only; of any other answer it prepares the fields.
	const { full, body } = answers.byCoding.identity;
	response.writeHead(status, full as string[]);
	response.end(request.method === 'HEAD' ? undefined : body);
}

function passOn(response: ServerResponse, { status, message, rawHeaders, body }: Answer): void {
	response.writeHead(status, message, rawHeaders as string[]);
	response.end(body);
}
