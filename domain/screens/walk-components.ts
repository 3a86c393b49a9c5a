import { appendToPointer } from '../json-pointer.ts';
import { isRecord } from '../record.ts';

export interface ComponentNode {
	/** Whatever stands where a component should be. */
	value: unknown;
	pointer: string;
	/** 1 for the components of the screen itself; children and fallbacks are one deeper. */
	depth: number;
}

export const MAX_COMPONENT_DEPTH = 32;
export const MAX_COMPONENTS = 2000;

/**
 * Visits every component in the order of the document, children before fallbacks, without recursion.
 * Ends after one node beyond the limits on number, and does not descend beyond the limit on depth.
 */
export function* walkComponents(payload: Record<string, unknown>): Generator<ComponentNode> {
	const open = listNodes(payload.components, '/components', 1).reverse();
	let count = 0;
	for (let node = open.pop(); node && count <= MAX_COMPONENTS; node = open.pop()) {
		yield node;
		count += 1;
		if (!isRecord(node.value) || node.depth > MAX_COMPONENT_DEPTH) continue;

		const { children, fallback } = node.value;
		const depth = node.depth + 1;
		if (isRecord(fallback)) open.push({ value: fallback, pointer: `${node.pointer}/fallback`, depth });
		open.push(...listNodes(children, `${node.pointer}/children`, depth).reverse());
	}
}

/** Beyond the limit nothing is visited, so nothing is listed: huge arrays cost no more than large ones. */
function listNodes(list: unknown, pointer: string, depth: number): ComponentNode[] {
	if (!Array.isArray(list)) return [];
	return list
		.slice(0, MAX_COMPONENTS + 1)
		.map((value: unknown, index) => ({ value, pointer: appendToPointer(pointer, index), depth }));
}
