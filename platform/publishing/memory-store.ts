import { LRUCache } from 'lru-cache';
import type { Revision } from './change-log/read-changes.ts';
import { compareRevisions, weigh, type Entry } from './entry.ts';
import type { ResponseStore } from './response-store.ts';

/** Tags whose last retirement is remembered one by one; beyond that the oldest are remembered as one. */
const mostFloors = 10_000;

const beginning: Revision = { epoch: '', number: 0 };

/** Finished answers in this process, least recently used out first. Its methods answer at once. */
export class MemoryStore implements ResponseStore {
	readonly #entries: LRUCache<string, Entry>;
	readonly #keysByTag = new Map<string, Set<string>>();
	/** The revision at which each tag was last retired, oldest first. */
	readonly #floors = new Map<string, Revision>();
	/** Below this nothing is stored, whatever its tags. */
	#commonFloor = beginning;

	/** @param maxBytes memory for bodies, in bytes */
	constructor(maxBytes: number) {
		this.#entries = new LRUCache({
			maxSize: maxBytes,
			sizeCalculation: weigh,
			dispose: (entry, key) => this.#unlink(key, entry),
		});
	}

	/** Bytes held. */
	get size(): number {
		return this.#entries.calculatedSize;
	}

	get count(): number {
		return this.#entries.size;
	}

	peek(key: string): Entry | undefined {
		return this.#entries.get(key);
	}

	store(entry: Entry): boolean {
		const held = this.#entries.peek(entry.key);
		if (held && compareRevisions(entry.revision, held.revision) < 0) return false;
		if (this.#isBelowFloor(entry)) return false;

		this.#entries.set(entry.key, entry);
		if (this.#entries.peek(entry.key) !== entry) return false;
		for (const tag of entry.tags) this.#link(tag, entry.key);
		return true;
	}

	/** The entries that carry one of the tags, most recently used first. */
	affected(tags: readonly string[]): Entry[] {
		const keys = new Set<string>();
		for (const tag of tags) for (const key of this.#keysByTag.get(tag) ?? []) keys.add(key);
		return [...keys].flatMap((key) => this.#entries.peek(key) ?? []);
	}

	/** @returns the keys of the entries that were retired */
	retireNow(tags: readonly string[], revision: Revision): string[] {
		const retired = this.affected(tags).filter((entry) => compareRevisions(entry.revision, revision) < 0);
		for (const { key } of retired) this.#entries.delete(key);
		for (const tag of tags) this.#raiseFloor(tag, revision);
		return retired.map(({ key }) => key);
	}

	async get(key: string): Promise<Entry | null> {
		return this.peek(key) ?? null;
	}

	async put(entry: Entry): Promise<boolean> {
		return this.store(entry);
	}

	async retire(tags: readonly string[], revision: Revision): Promise<void> {
		this.retireNow(tags, revision);
	}

	/** Retires everything. @returns the keys of what was there */
	clearNow(revision: Revision): string[] {
		if (compareRevisions(revision, this.#commonFloor) > 0) this.#commonFloor = revision;
		const older = [...this.#entries.values()].filter(
			(entry) => compareRevisions(entry.revision, revision) < 0,
		);
		for (const { key } of older) this.#entries.delete(key);
		return older.map(({ key }) => key);
	}

	async clear(revision: Revision): Promise<void> {
		this.clearNow(revision);
	}

	#isBelowFloor({ revision, tags }: Entry): boolean {
		if (compareRevisions(revision, this.#commonFloor) < 0) return true;
		return tags.some((tag) => {
			const floor = this.#floors.get(tag);
			return floor !== undefined && compareRevisions(revision, floor) < 0;
		});
	}

	#raiseFloor(tag: string, revision: Revision): void {
		const floor = this.#floors.get(tag);
		if (floor && compareRevisions(floor, revision) >= 0) return;
		this.#floors.delete(tag);
		this.#floors.set(tag, revision);
		if (this.#floors.size > mostFloors) this.#forgetOldestFloor();
	}

	/** Forgetting a floor would let old content in, so the common floor rises to it: some good entries are refused. */
	#forgetOldestFloor(): void {
		const [tag, revision] = this.#floors.entries().next().value!;
		this.#floors.delete(tag);
		if (compareRevisions(revision, this.#commonFloor) > 0) this.#commonFloor = revision;
	}

	#link(tag: string, key: string): void {
		const keys = this.#keysByTag.get(tag);
		if (keys) keys.add(key);
		else this.#keysByTag.set(tag, new Set([key]));
	}

	#unlink(key: string, entry: Entry): void {
		// A replacement has linked its own tags already or will do so next.
		const successor = this.#entries.peek(key);
		for (const tag of entry.tags) {
			if (successor !== undefined && successor !== entry && successor.tags.includes(tag)) continue;
			const keys = this.#keysByTag.get(tag);
			keys?.delete(key);
			if (keys?.size === 0) this.#keysByTag.delete(tag);
		}
	}
}
