import { trimEndOf } from '../../text/trim-end.ts';
import { COMPONENT_ID_PATTERN } from '../payload.ts';

const MAX_ID_LENGTH = 64;

/** `card`, `card-2`, `card-3`, …: the first that is free. The same edits so give the same ids in both languages. */
export function nextFreeId(wanted: string, taken: ReadonlySet<string>): string {
	const base = stem(wanted);
	for (let number = 1; ; number += 1) {
		const suffix = number === 1 ? '' : `-${number}`;
		const id = `${base.slice(0, MAX_ID_LENGTH - suffix.length)}${suffix}`;
		if (!taken.has(id)) return id;
	}
}

/** What an id begins with: without the number of an earlier copy, and in the letters that ids may have. */
function stem(wanted: string): string {
	const letters = wanted
		.toLowerCase()
		.replaceAll(/[^a-z0-9]+/g, '-')
		.replace(/^[^a-z]+/, '');
	const name = trimEndOf(letters, '-').replace(/-[0-9]+$/, '');
	return COMPONENT_ID_PATTERN.test(name) ? name : name.slice(0, MAX_ID_LENGTH) || 'component';
}
