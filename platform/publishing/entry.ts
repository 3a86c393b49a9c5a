import type { Representation } from '../http/representation.ts';
import type { Revision } from './change-log/read-changes.ts';
import type { Document } from './document.ts';

/** A finished answer: nothing is left to do but send it. */
export interface Entry {
	readonly key: string;
	/** The revision of served content it was built from. */
	readonly revision: Revision;
	readonly tags: readonly string[];
	readonly headers: Readonly<Record<string, string>>;
	readonly representation: Representation;
}

/** Negative when a is older than b. */
export function compareRevisions(a: Revision, b: Revision): number {
	if (a.epoch !== b.epoch) return a.epoch < b.epoch ? -1 : 1;
	return a.number - b.number;
}

/** What an entry weighs in memory, in bytes; tags and headers are counted roughly. */
export function weigh({ key, tags, representation: { bodies } }: Entry): number {
	const { identity, br, gzip } = bodies;
	const coded = (br === identity ? 0 : br.length) + (gzip === identity ? 0 : gzip.length);
	return identity.length + coded + key.length * 2 + tags.length * 50 + 500;
}

export type Build = (document: Document, revision: Revision) => Entry;
