import { represent } from '../../../platform/http/representation.ts';
import type { Revision } from '../../../platform/publishing/change-log/read-changes.ts';
import type { Entry } from '../../../platform/publishing/entry.ts';

const epoch = '000001700000000-a';

export const revisionOf = (number: number, of = epoch): Revision => ({ epoch: of, number });

/** A finished answer whose body names its revision. */
export function entryOf(key: string, number: number, tags: readonly string[] = [], body?: string): Entry {
	return entryAt(key, revisionOf(number), tags, body);
}

export function entryAt(key: string, revision: Revision, tags: readonly string[], body?: string): Entry {
	return {
		key,
		revision,
		tags,
		headers: { 'Cache-Control': 'no-cache' },
		representation: represent(Buffer.from(body ?? String(revision.number)), 'text/plain'),
	};
}
