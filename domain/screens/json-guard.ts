import { appendToPointer } from '../json-pointer.ts';
import { hasInvisibleControls } from '../content/languages.ts';

export interface JsonFault {
	kind: 'too_deep' | 'too_large' | 'forbidden_key' | 'invisible_characters';
	pointer: string;
}

const MAX_JSON_DEPTH = 128;
const MAX_JSON_VALUES = 100_000;
const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Looks for what would hurt whoever walks a JSON value by recursion or copies its keys. Iterative; stops
 * at the first value that lies too deep or is one too many, so cyclic values end as well.
 */
export function findJsonFaults(root: unknown): JsonFault[] {
	const faults: JsonFault[] = [];
	const open = [{ value: root, pointer: '', depth: 0 }];
	let count = 0;
	for (let next = open.pop(); next; next = open.pop()) {
		const { value, pointer, depth } = next;
		count += 1;
		if (depth > MAX_JSON_DEPTH) return [...faults, { kind: 'too_deep', pointer }];
		if (typeof value === 'string' && hasInvisibleControls(value)) {
			faults.push({ kind: 'invisible_characters', pointer });
		}
		if (value === null || typeof value !== 'object') continue;

		const keys = Object.keys(value);
		if (count + open.length + keys.length > MAX_JSON_VALUES)
			return [...faults, { kind: 'too_large', pointer }];
		for (const key of keys.reverse()) {
			const child = appendToPointer(pointer, key);
			if (FORBIDDEN_KEYS.has(key) && !Array.isArray(value)) {
				faults.push({ kind: 'forbidden_key', pointer: child });
			} else {
				open.push({ value: (value as Record<string, unknown>)[key], pointer: child, depth: depth + 1 });
			}
		}
	}
	return faults;
}
