import { type FieldProblem, fieldAt } from '../../field-problem.ts';

/** Deeper than any honest layout, which nests some 30, and far below where a recursion runs out of stack. */
export const deepestBody = 200;

/** A body of 1 MB, which is Directus's own limit, of honest rows has about 90,000. */
export const mostValues = 100_000;

/**
 * What would hurt whoever walks a parsed body by recursion or copies its names, at its dotted path; null when there is
 * nothing. It looks at each value once, without recursion.
 */
export function hostileBody(body: unknown): FieldProblem | null {
	if (typeof body !== 'object' || body === null) return null;
	const left: { readonly value: object; readonly path: string; readonly depth: number }[] = [
		{ value: body, path: '', depth: 1 },
	];
	let values = 0;
	for (let next = left.pop(); next; next = left.pop()) {
		const { value, path, depth } = next;
		if (depth > deepestBody)
			return { field: fieldAt(''), problem: `nests deeper than ${deepestBody} levels; flatten it.` };
		const entries = Object.entries(value);
		values += entries.length;
		if (values > mostValues)
			return { field: fieldAt(''), problem: `has more than ${mostValues} values; send it in parts.` };
		for (const [name, inner] of entries) {
			const at = path ? `${path}.${name}` : name;
			if (reachesPrototype(name, inner))
				return { field: fieldAt(at), problem: 'is not a name that can be stored; leave it out.' };
			if (typeof inner === 'object' && inner !== null)
				left.push({ value: inner, path: at, depth: depth + 1 });
		}
	}
	return null;
}

/** Copied to an object, these would reach what all objects have in common. "constructor" alone is an honest word. */
const reachesPrototype = (name: string, value: unknown): boolean =>
	name === '__proto__' ||
	(name === 'constructor' &&
		typeof value === 'object' &&
		value !== null &&
		Object.hasOwn(value, 'prototype'));
