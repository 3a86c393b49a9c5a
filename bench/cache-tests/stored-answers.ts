import type CachePolicy from 'http-cache-semantics';
import type { Entry } from '../../platform/publishing/entry.ts';
import { MemoryStore } from '../../platform/publishing/memory-store.ts';
import { represent, type Representation } from '../../platform/http/representation.ts';
import type { Revision } from '../../platform/publishing/change-log/read-changes.ts';
import type { Fields, Question } from './exchange.ts';

/** An entry of ours and what RFC 9111 says about its use. */
export interface StoredAnswer {
	readonly entry: Entry;
	readonly policy: CachePolicy;
}

const maxBytes = 1e8;

/**
 * Answers of an origin as entries of our store. A URL is a tag, so that a write to it retires every variant, and a
 * variant is a key. A moment is a revision: what was asked for before a write is not stored after it.
 */
export class StoredAnswers {
	readonly #store = new MemoryStore(maxBytes);
	readonly #policies = new WeakMap<Entry, CachePolicy>();
	#moment = 0;

	/** The moment at which an origin is asked. */
	now(): Revision {
		this.#moment += 1;
		return { epoch: '', number: this.#moment };
	}

	/** The latest answer to this URL that was selected by the same request fields (RFC 9111, 4.1). */
	find({ url, headers }: Question): StoredAnswer | null {
		const [latest] = this.#store
			.affected([url])
			.filter(({ key, headers: { Vary } }) => key === variantKey(url, Vary, headers))
			.sort((a, b) => b.revision.number - a.revision.number);
		const policy = latest && this.#policies.get(latest);
		return latest && policy ? { entry: latest, policy } : null;
	}

	/** @param policy of the answer; its fields are stored as they are there */
	keep({ url, headers }: Question, policy: CachePolicy, body: Buffer, revision: Revision): StoredAnswer {
		const fields = policy.toObject().resh as Fields;
		const entry: Entry = {
			key: variantKey(url, fields['vary'], headers),
			revision,
			tags: [url],
			headers: namedAsOurs(fields),
			representation: representationOf(fields, body),
		};
		this.#policies.set(entry, policy);
		this.#store.store(entry);
		return { entry, policy };
	}

	forget(url: string): void {
		this.#store.retireNow([url], this.now());
	}
}

function variantKey(url: string, vary: string | undefined, headers: Fields): string {
	const names = vary?.toLowerCase().split(',') ?? [];
	const selecting = names.map((name) => name.trim()).sort();
	return JSON.stringify([url, ...selecting.map((name) => [name, headers[name] ?? null])]);
}

/** Fields that entries and their senders know by these names; all others stay in lower case. */
const ours: Readonly<Record<string, string>> = {
	vary: 'Vary',
	'cache-control': 'Cache-Control',
	'cdn-cache-control': 'CDN-Cache-Control',
};

/** What follows from the representation, or from the time of the answer. */
const notStored = new Set(['etag', 'content-type', 'content-length', 'age']);

function namedAsOurs(fields: Fields): Fields {
	const stored = Object.entries(fields).filter(([name]) => !notStored.has(name));
	return Object.fromEntries(stored.map(([name, value]) => [ours[name] ?? name, value]));
}

/**
 * The origin's strong entity tag names the bytes. Ours are all strong, so a weak one is not passed on: the bytes are
 * then named by their hash, as they are where the origin gave no tag.
 */
function representationOf(fields: Fields, body: Buffer): Representation {
	const own = represent(body, fields['content-type'] ?? 'application/octet-stream');
	const [, tag] = /^"([^"]*)"$/.exec(fields['etag'] ?? '') ?? [];
	return {
		...own,
		hash: tag ?? own.hash,
		bodies: mayBeCoded(fields) ? own.bodies : { identity: body, br: body, gzip: body },
	};
}

const mayBeCoded = (fields: Fields): boolean =>
	fields['content-encoding'] === undefined && !/\bno-transform\b/i.test(fields['cache-control'] ?? '');
