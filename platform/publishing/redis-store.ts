import type { Redis } from 'ioredis';
import type { Revision } from './change-log/read-changes.ts';
import type { Entry } from './entry.ts';
import { clearScript, getScript, putScript, retireScript } from './redis-scripts.ts';
import type { ResponseStore } from './response-store.ts';

interface Commands extends Redis {
	bebetterPut(...args: (string | number | Buffer)[]): Promise<number>;
	bebetterGetBuffer(...args: string[]): Promise<Buffer[] | null>;
	bebetterRetire(...args: (string | number)[]): Promise<number>;
	bebetterClear(...args: (string | number)[]): Promise<number>;
}

/** An answer nobody asks for is forgotten after this time. */
const lifetimeMs = 3_600_000;
/** What is known of retirements; when it is forgotten the store begins anew. */
const floorsLifetimeMs = 24 * lifetimeMs;
/** Tags whose last retirement is remembered one by one. */
const mostFloors = 20_000;
/** Beyond this many tags at once everything is retired, so that Redis is never busy with ours for long. */
const mostTags = 1_000;

/**
 * Finished answers that instances share. Every key carries the same hash tag, so a cluster keeps them in one slot
 * and a script may touch several; nothing outside the namespace is ever read, listed or deleted. What is retired
 * is not deleted either: it can no longer be read, and expires.
 */
export class RedisStore implements ResponseStore {
	readonly #redis: Commands;
	readonly #namespace: string;

	constructor(redis: Redis, namespace: string) {
		this.#namespace = `{${namespace}}:cache`;
		redis.defineCommand('bebetterPut', { numberOfKeys: 2, lua: putScript });
		redis.defineCommand('bebetterGet', { numberOfKeys: 2, lua: getScript, readOnly: true });
		redis.defineCommand('bebetterRetire', { numberOfKeys: 1, lua: retireScript });
		redis.defineCommand('bebetterClear', { numberOfKeys: 1, lua: clearScript });
		this.#redis = redis as Commands;
	}

	async get(key: string, known: Revision): Promise<Entry | null> {
		const reply = await this.#redis.bebetterGetBuffer(this.#entryKey(key), this.#floorsKey, sortable(known));
		if (reply?.length === 1) {
			await this.clear(known);
			return null;
		}
		return reply ? decode(key, reply) : null;
	}

	async put(entry: Entry): Promise<boolean> {
		const { bodies, hash, contentType } = entry.representation;
		const stored = await this.#redis.bebetterPut(
			this.#entryKey(entry.key),
			this.#floorsKey,
			sortable(entry.revision),
			lifetimeMs,
			JSON.stringify(entry.tags),
			JSON.stringify({ hash, contentType, headers: entry.headers, revision: entry.revision }),
			bodies.identity,
			bodies.br,
			bodies.gzip,
			...entry.tags.map(floorField),
		);
		return stored === 1;
	}

	async retire(tags: readonly string[], revision: Revision, after: Revision): Promise<void> {
		if (tags.length > mostTags) return this.clear(revision);
		await this.#redis.bebetterRetire(
			this.#floorsKey,
			sortable(revision),
			sortable(after),
			floorsLifetimeMs,
			mostFloors,
			...tags.map(floorField),
		);
	}

	async clear(revision: Revision): Promise<void> {
		await this.#redis.bebetterClear(this.#floorsKey, sortable(revision), floorsLifetimeMs);
	}

	get #floorsKey(): string {
		return `${this.#namespace}:floors`;
	}

	#entryKey(key: string): string {
		return `${this.#namespace}:entry:${key}`;
	}
}

const floorField = (tag: string): string => `t:${tag}`;

/** Revisions as text that sorts as they do. */
const sortable = ({ epoch, number }: Revision): string => `${epoch}|${String(number).padStart(16, '0')}`;

function decode(key: string, [tags, meta, identity, br, gzip]: Buffer[]): Entry | null {
	if (!tags || !meta || !identity || !br || !gzip) return null;
	const { hash, contentType, headers, revision } = JSON.parse(meta.toString()) as {
		hash: string;
		contentType: string;
		headers: Record<string, string>;
		revision: Revision;
	};
	const same = (body: Buffer): Buffer => (body.equals(identity) ? identity : body);
	return {
		key,
		revision,
		headers,
		tags: JSON.parse(tags.toString()) as string[],
		representation: { hash, contentType, bodies: { identity, br: same(br), gzip: same(gzip) } },
	};
}
