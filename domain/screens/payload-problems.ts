import { appendToPointer } from '../json-pointer.ts';
import type { Message, Problem } from '../problem.ts';
import { errorAt } from '../problem.ts';
import { nearestName } from '../text/nearest.ts';

export const PAYLOAD_FIELD = 'payload_json';

/** Builds an error at a place inside `payload_json`. */
export function payloadError(pointer: string, code: string, message: Message): Problem {
	return errorAt(PAYLOAD_FIELD, code, message, pointer);
}

/** Reports every key that is not known, and the one that was probably meant. */
export function checkKeys(
	object: Record<string, unknown>,
	known: readonly string[],
	pointer: string,
): Problem[] {
	return Object.keys(object)
		.filter((key) => !known.includes(key))
		.map((key) => {
			const nearest = nearestName(key, known);
			return payloadError(appendToPointer(pointer, key), 'KEY_UNKNOWN', {
				en: `“${key.slice(0, 64)}” does not belong here. ${nearest ? `Did you mean “${nearest}”?` : 'Remove it, or move it into “props”.'}`,
				ar: `لا مكان لـ«${key.slice(0, 64)}» هنا. ${nearest ? `هل تقصد «${nearest}»؟` : 'احذفه أو انقله إلى «props».'}`,
			});
		});
}
