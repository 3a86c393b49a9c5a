import type { Entry } from '../../platform/publishing/entry.ts';
import { representJson } from '../../platform/http/representation.ts';

const epoch = '000000000000001-bench';

export const revisionOf = (number: number) => ({ epoch, number });

/** All share one body: what is measured is how answers are found, not how they are copied. */
const representation = representJson({ data: { text: 'an answer of a quarter kilobyte '.repeat(8) } });

export const entry = (key: string, revision: number, tags: readonly string[]): Entry => ({
	key,
	revision: revisionOf(revision),
	tags,
	headers: { 'Cache-Control': 'public, max-age=0' },
	representation,
});
