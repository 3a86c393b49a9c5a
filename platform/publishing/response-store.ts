import type { Revision } from './change-log/read-changes.ts';
import type { Entry } from './entry.ts';

/**
 * A place for finished answers. Every implementation keeps these promises, which one contract suite checks:
 *
 * - an entry is stored only if it is not older than what is stored under its key, and not older than the last
 *   retirement of any of its tags; so a slow reader can never bring old content back;
 * - after `retire(tags, revision)` no entry with one of the tags and an older revision is returned;
 * - a reader who knows of a retirement that the store missed is not answered;
 * - what it costs to retire does not depend on how many entries are stored;
 * - losing an entry is harmless, returning a retired one is not.
 */
export interface ResponseStore {
	/** @param known the revision of content that the reader knows */
	get(key: string, known: Revision): Promise<Entry | null>;
	/** @returns whether it was stored */
	put(entry: Entry): Promise<boolean>;
	/** @param after the revision of the retirement before this one */
	retire(tags: readonly string[], revision: Revision, after: Revision): Promise<void>;
	/** Retires everything. */
	clear(revision: Revision): Promise<void>;
}
