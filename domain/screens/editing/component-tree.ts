import { appendToPointer } from '../../json-pointer.ts';
import { isRecord } from '../../record.ts';
import { walkComponents } from '../walk-components.ts';
import {
	isWithin,
	lastToken,
	parentOf,
	valueAt,
	withEntryAt,
	withoutValueAt,
	withValueAt,
} from './pointer.ts';

/** A component as the tree shows it, whatever its state. */
export interface TreeNode {
	pointer: string;
	/** The pointer of the component it stands in; empty for the screen. */
	parent: string;
	/** 1 for the components of the screen itself. */
	level: number;
	/** Where it stands among its siblings, from 0; null for a fallback, which stands alone. */
	index: number | null;
	/** Empty when it has none that is text. */
	id: string;
	type: string;
}

/** Where a component goes: into the screen (an empty pointer) or a component, before its child `index`. */
export interface Place {
	parent: string;
	index: number;
}

/** A changed payload and where the component that the change was about stands now. */
export interface Edited {
	payload: unknown;
	pointer: string;
}

/** Makes an id near to the wanted one that is not taken. */
export type MakeId = (wanted: string, taken: ReadonlySet<string>) => string;

/** All components in the order of the document, fallbacks after children. */
export function listComponents(payload: unknown): TreeNode[] {
	if (!isRecord(payload)) return [];
	return Array.from(walkComponents(payload), ({ value, pointer, depth }) => {
		const isFallback = pointer.endsWith('/fallback');
		return {
			pointer,
			parent: isFallback ? parentOf(pointer) : parentOf(parentOf(pointer)),
			level: depth,
			index: isFallback ? null : Number(lastToken(pointer)),
			id: textOf(value, 'id'),
			type: textOf(value, 'type'),
		};
	});
}

/** The innermost component at or around a pointer; null when it points at the screen. */
export function componentAround(payload: unknown, pointer: string): TreeNode | null {
	const around = listComponents(payload).filter((node) => isWithin(pointer, node.pointer));
	return around.at(-1) ?? null;
}

/** The list that holds the components of the screen or of a component. */
export function listIn(parent: string): string {
	return `${parent}${parent === '' ? '/components' : '/children'}`;
}

export function childCount(payload: unknown, parent: string): number {
	const list = valueAt(payload, listIn(parent));
	return Array.isArray(list) ? list.length : 0;
}

export function idsOf(payload: unknown): Set<string> {
	return new Set(listComponents(payload).map(({ id }) => id));
}

/** Adds a component, with fresh ids wherever its own are taken. */
export function insertComponent(payload: unknown, component: unknown, place: Place, makeId: MakeId): Edited {
	const list = listIn(place.parent);
	const held = valueAt(payload, list);
	if (held !== undefined && !Array.isArray(held)) return { payload, pointer: '' };
	const index = Math.min(Math.max(place.index, 0), childCount(payload, place.parent));
	const added = withFreshIds(component, idsOf(payload), makeId);
	return { payload: withEntryAt(payload, list, index, added), pointer: appendToPointer(list, index) };
}

/** Puts a copy right after the component. A fallback stands alone, so it is not copied. */
export function duplicateComponent(payload: unknown, pointer: string, makeId: MakeId): Edited {
	const node = nodeAt(payload, pointer);
	if (!node || node.index === null) return { payload, pointer };
	const place = { parent: node.parent, index: node.index + 1 };
	return insertComponent(payload, valueAt(payload, pointer), place, makeId);
}

/** Takes a component out; the pointer names what to look at next: a neighbour, else what it stood in. */
export function removeComponent(payload: unknown, pointer: string): Edited {
	const node = nodeAt(payload, pointer);
	if (!node) return { payload, pointer };
	const without = withoutValueAt(payload, pointer);
	const left = childCount(without, node.parent);
	if (node.index === null || left === 0) return { payload: without, pointer: node.parent };
	const next = Math.min(node.index, left - 1);
	return { payload: without, pointer: appendToPointer(listIn(node.parent), next) };
}

/**
 * Takes a component from one place to another, as the places are before the move. Moving it into itself changes
 * nothing.
 */
export function moveComponent(payload: unknown, pointer: string, to: Place): Edited {
	const node = nodeAt(payload, pointer);
	const target = valueAt(payload, listIn(to.parent));
	const isImpossible = !node || isWithin(to.parent, pointer) || !isListOrMissing(payload, to.parent, target);
	if (isImpossible || node.index === null) return { payload, pointer };

	const component = valueAt(payload, pointer);
	const sameList = node.parent === to.parent;
	const count = Array.isArray(target) ? target.length : 0;
	const wanted = Math.min(Math.max(to.index, 0), count);
	const index = sameList && wanted > node.index ? wanted - 1 : wanted;
	if (sameList && index === node.index) return { payload, pointer };

	const without = withoutValueAt(payload, pointer);
	const parent = sameList ? to.parent : shifted(to.parent, node);
	const list = listIn(parent);
	return { payload: withEntryAt(without, list, index, component), pointer: appendToPointer(list, index) };
}

/** Where a component goes with one step up or down; null at the end of its list. */
export function stepFrom(payload: unknown, pointer: string, direction: -1 | 1): Place | null {
	const node = nodeAt(payload, pointer);
	if (!node || node.index === null) return null;
	const next = node.index + direction;
	if (next < 0 || next >= childCount(payload, node.parent)) return null;
	return { parent: node.parent, index: direction === 1 ? next + 1 : next };
}

/** Where it goes when it leaves what it stands in: right after that; null for what stands in the screen. */
export function placeOutside(payload: unknown, pointer: string): Place | null {
	const node = nodeAt(payload, pointer);
	const parent = node && nodeAt(payload, node.parent);
	if (!parent || parent.index === null) return null;
	return { parent: parent.parent, index: parent.index + 1 };
}

/** Where it goes when it enters the neighbour before it, if that one may hold components; null otherwise. */
export function placeInside(
	payload: unknown,
	pointer: string,
	mayHold: (type: string) => boolean,
): Place | null {
	const node = nodeAt(payload, pointer);
	if (!node || node.index === null || node.index === 0) return null;
	const before = nodeAt(payload, appendToPointer(listIn(node.parent), node.index - 1));
	if (!before || !mayHold(before.type)) return null;
	return { parent: before.pointer, index: childCount(payload, before.pointer) };
}

/** Gives a component and all in it ids that are neither taken nor repeated. */
function withFreshIds(component: unknown, taken: Set<string>, makeId: MakeId): unknown {
	// Its nodes are found as if it were a screen of its own, which bounds depth and number.
	let screen: unknown = { components: [component] };
	for (const { pointer, id, type } of listComponents(screen)) {
		if (!isRecord(valueAt(screen, pointer))) continue;
		const fresh = id !== '' && !taken.has(id) ? id : makeId(id || type, taken);
		taken.add(fresh);
		if (fresh !== id) screen = withValueAt(screen, `${pointer}/id`, fresh);
	}
	return valueAt(screen, '/components/0');
}

/** The pointer of a place after `removed` has gone, which may have stood before it in one of the lists on the way. */
function shifted(pointer: string, removed: TreeNode): string {
	const list = `${listIn(removed.parent)}/`;
	if (!pointer.startsWith(list) || removed.index === null) return pointer;
	const [token, ...rest] = pointer.slice(list.length).split('/');
	const index = Number(token);
	return index > removed.index ? `${list}${[index - 1, ...rest].join('/')}` : pointer;
}

function isListOrMissing(payload: unknown, parent: string, list: unknown): boolean {
	return isRecord(valueAt(payload, parent)) && (list === undefined || Array.isArray(list));
}

function nodeAt(payload: unknown, pointer: string): TreeNode | undefined {
	return listComponents(payload).find((node) => node.pointer === pointer);
}

function textOf(value: unknown, key: string): string {
	const text = isRecord(value) ? value[key] : undefined;
	return typeof text === 'string' ? text : '';
}
