import { appendToPointer } from '../../json-pointer.ts';
import { isRecord } from '../../record.ts';
import { findJsonFaults } from '../json-guard.ts';
import { MAX_COMPONENTS } from '../walk-components.ts';

/** Where a component stands; `parent` is an id, null for the screen itself. */
export interface Placement {
	parent: string | null;
	slot: 'children' | 'fallback';
}

export interface LayoutNode extends Placement {
	id: string;
	type: string;
	/** Among its siblings, from 0. */
	index: number;
	pointer: string;
	value: Record<string, unknown>;
	/** What is its own, without the components inside it: values by RFC 6901 pointer from the component. */
	fields: ReadonlyMap<string, unknown>;
}

export interface ReadLayout {
	screen: Record<string, unknown>;
	/** By id, in the order of the document. */
	nodes: ReadonlyMap<string, LayoutNode>;
}

/**
 * The components of a payload by id. Null for one that cannot be told apart by id: not an object, too deep or
 * large, lists that are none, ids missing or repeated. A draft may be all that; `validateScreen` says what is wrong.
 */
export function readLayout(payload: unknown): ReadLayout | null {
	if (!isRecord(payload) || !Array.isArray(payload.components) || isHuge(payload)) return null;

	const nodes = new Map<string, LayoutNode>();
	const open = siblings(payload.components, { parent: null, slot: 'children' }, '/components').reverse();
	for (let next = open.pop(); next; next = open.pop()) {
		const node = readNode(next);
		if (!node || nodes.has(node.id) || nodes.size >= MAX_COMPONENTS) return null;
		nodes.set(node.id, node);

		const { children = [], fallback } = node.value;
		if (!Array.isArray(children)) return null;
		if (isRecord(fallback)) {
			const pointer = `${node.pointer}/fallback`;
			open.push({ value: fallback, parent: node.id, slot: 'fallback', index: 0, pointer });
		}
		const place = { parent: node.id, slot: 'children' } as const;
		open.push(...siblings(children, place, `${node.pointer}/children`).reverse());
	}
	return { screen: payload, nodes };
}

export const isHuge = (payload: unknown): boolean =>
	findJsonFaults(payload).some(({ kind }) => kind !== 'invisible_characters');

/** The ids in one place, in order. */
export function idsIn({ nodes }: ReadLayout, { parent, slot }: Placement): string[] {
	return [...nodes.values()]
		.filter((node) => node.parent === parent && node.slot === slot)
		.map(({ id }) => id);
}

export const isSamePlace = (one: Placement, other: Placement): boolean =>
	one.parent === other.parent && one.slot === other.slot;

/** `/props/title` as people read it: `props.title`. */
export const fieldName = (pointer: string): string =>
	pointer
		.slice(1)
		.split('/')
		.map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))
		.join('.');

interface OpenNode extends Placement {
	value: unknown;
	index: number;
	pointer: string;
}

const siblings = (list: readonly unknown[], place: Placement, pointer: string): OpenNode[] =>
	list
		.slice(0, MAX_COMPONENTS + 1)
		.map((value, index) => ({ ...place, value, index, pointer: appendToPointer(pointer, index) }));

function readNode({ value, ...place }: OpenNode): LayoutNode | null {
	if (!isRecord(value) || typeof value.id !== 'string' || typeof value.type !== 'string') return null;
	if (value.props !== undefined && !isRecord(value.props)) return null;
	return { ...place, id: value.id, type: value.type, value, fields: readFields(value) };
}

function readFields(component: Record<string, unknown>): Map<string, unknown> {
	const fields = new Map<string, unknown>();
	for (const [key, value] of Object.entries(component)) {
		if (value === undefined || key === 'id' || key === 'children') continue;
		if (key === 'props') {
			for (const [name, prop] of Object.entries(value as Record<string, unknown>)) {
				if (prop !== undefined) fields.set(appendToPointer('/props', name), prop);
			}
		} else if (key !== 'fallback' || !isRecord(value)) fields.set(appendToPointer('', key), value);
	}
	return fields;
}
