import { appendToPointer } from '../../json-pointer.ts';
import type { Merge } from '../studio/contract.ts';
import { equalJson, valueOf } from './equal-json.ts';
import { mergeOrder } from './merge-order.ts';
import { mergePlaces, type Versions } from './merge-places.ts';
import type { LayoutNode, ReadLayout } from './read-layout.ts';
import { idsIn, isHuge, readLayout } from './read-layout.ts';

export type MergeConflict = Merge['conflicts'][number];

export interface MergedPayload {
	payload: unknown;
	/** Where both changed the same in different ways; the merged payload has what is mine. */
	conflicts: MergeConflict[];
}

/**
 * Two changes of the same payload in one, by component id and property. What only one of them changed is taken from
 * that one. The pointer of a conflict leads into the merged payload; it is empty for a component that is not in it.
 *
 * Payloads whose components cannot be told apart by id are not merged: mine stays, as one conflict.
 */
export function mergePayloads(base: unknown, mine: unknown, theirs: unknown): MergedPayload {
	if (isSame(mine, theirs) || isSame(base, theirs)) return { payload: mine, conflicts: [] };
	if (isSame(base, mine)) return { payload: theirs, conflicts: [] };
	const layouts = { base: readLayout(base), mine: readLayout(mine), theirs: readLayout(theirs) };
	if (!isReadable(layouts)) {
		return { payload: mine, conflicts: [conflict('', null, mine, theirs)] };
	}
	return new Merger(layouts).merge();
}

class Merger {
	readonly #versions: Versions;
	readonly #conflicts: { id: string | null; field: string; mine: unknown; theirs: unknown }[] = [];
	readonly #pointers = new Map<string, string>();

	constructor(versions: Versions) {
		this.#versions = versions;
	}

	merge(): MergedPayload {
		const { base, mine, theirs } = this.#versions;
		const { places, conflicts } = mergePlaces(this.#versions);
		for (const found of conflicts) this.#conflicts.push({ ...found, field: '' });

		const emit = (parent: string | null, pointer: string): Record<string, unknown>[] => {
			const members = new Set<string>();
			for (const [id, place] of places) {
				if (place.parent === parent && place.slot === 'children') members.add(id);
			}
			return this.#order(parent, members).map((id, index) => component(id, appendToPointer(pointer, index)));
		};
		const component = (id: string, pointer: string): Record<string, unknown> => {
			this.#pointers.set(id, pointer);
			const own = this.#mergeFields(id);
			const children = emit(id, `${pointer}/children`);
			const fallback = [...places].find(([, place]) => place.parent === id && place.slot === 'fallback')?.[0];
			if (fallback !== undefined && own.has('/fallback')) {
				this.#conflicts.push({ id, field: '/fallback', mine: fallback, theirs: own.get('/fallback') });
				own.delete('/fallback');
			}
			return assemble(this.#shapesOf(id), own, {
				children,
				fallback: fallback === undefined ? undefined : component(fallback, `${pointer}/fallback`),
			});
		};

		const screen = this.#mergeValues(null, keysOf(base), keysOf(mine), keysOf(theirs));
		const entries = [...screen].map(([pointer, value]) => [tokenOf(pointer), value] as const);
		const components = emit(null, '/components');
		const payload = Object.fromEntries([...entries, ['components', components]]);
		return { payload: inOrderOf(mine.screen, payload), conflicts: this.#located() };
	}

	#order(parent: string | null, members: ReadonlySet<string>): string[] {
		const { base, mine, theirs } = this.#versions;
		const place = { parent, slot: 'children' } as const;
		const lists = { base: idsIn(base, place), mine: idsIn(mine, place), theirs: idsIn(theirs, place) };
		const { order, isContested } = mergeOrder(lists, members);
		if (isContested) {
			this.#conflicts.push({
				id: parent,
				field: parent === null ? '/components' : '/children',
				mine: lists.mine,
				theirs: lists.theirs,
			});
		}
		return order;
	}

	#shapesOf(id: string): LayoutNode[] {
		const { mine, theirs } = this.#versions;
		return [mine.nodes.get(id), theirs.nodes.get(id)].filter((node) => node !== undefined);
	}

	#mergeFields(id: string): Map<string, unknown> {
		const { base, mine, theirs } = this.#versions;
		const [ours, other] = [mine.nodes.get(id), theirs.nodes.get(id)];
		if (!ours || !other) return new Map((ours ?? other)!.fields);
		return this.#mergeValues(id, base.nodes.get(id)?.fields ?? new Map(), ours.fields, other.fields);
	}

	#mergeValues(
		id: string | null,
		base: ReadonlyMap<string, unknown>,
		mine: ReadonlyMap<string, unknown>,
		theirs: ReadonlyMap<string, unknown>,
	): Map<string, unknown> {
		const merged = new Map<string, unknown>();
		for (const field of new Set([...mine.keys(), ...theirs.keys()])) {
			const [old, ours, other] = [base.get(field), mine.get(field), theirs.get(field)];
			const value = equalJson(ours, old) ? other : ours;
			const isContested = !equalJson(ours, old) && !equalJson(other, old) && !equalJson(ours, other);
			if (isContested) this.#conflicts.push({ id, field, mine: ours, theirs: other });
			if (value !== undefined) merged.set(field, value);
		}
		return merged;
	}

	/** Pointers are known only when everything has its place. */
	#located(): MergeConflict[] {
		return this.#conflicts.map(({ id, field, mine, theirs }) => {
			const at = id === null ? '' : this.#pointers.get(id);
			return conflict(at === undefined ? '' : at + field, id, mine, theirs);
		});
	}
}

/** A component of its own values and what stands inside it, its keys in the order of the first shape. */
function assemble(
	shapes: readonly LayoutNode[],
	own: ReadonlyMap<string, unknown>,
	inner: { children: unknown[]; fallback: unknown },
): Record<string, unknown> {
	const had = (key: string) => shapes.some(({ value }) => value[key] !== undefined);
	const props: [string, unknown][] = [];
	const rest: [string, unknown][] = [];
	for (const [pointer, value] of own) {
		(pointer.startsWith('/props/') ? props : rest).push([tokenOf(pointer), value]);
	}
	const all = Object.fromEntries([
		['id', shapes[0]!.id],
		...rest,
		...(props.length > 0 || had('props') ? [['props', Object.fromEntries(props)] as const] : []),
		...(inner.children.length > 0 || had('children') ? [['children', inner.children] as const] : []),
		...(inner.fallback === undefined ? [] : [['fallback', inner.fallback] as const]),
	]);
	return inOrderOf(shapes[0]!.value, all);
}

function inOrderOf(shape: Record<string, unknown>, object: Record<string, unknown>): Record<string, unknown> {
	const keys = new Set([...Object.keys(shape), ...Object.keys(object)]);
	return Object.fromEntries(
		[...keys].filter((key) => Object.hasOwn(object, key)).map((key) => [key, valueOf(object, key)]),
	);
}

const keysOf = ({ screen }: ReadLayout): Map<string, unknown> =>
	new Map(
		Object.entries(screen)
			.filter(([key]) => key !== 'components')
			.map(([key, value]) => [appendToPointer('', key), value]),
	);

const tokenOf = (pointer: string): string =>
	pointer
		.slice(pointer.lastIndexOf('/') + 1)
		.replaceAll('~1', '/')
		.replaceAll('~0', '~');

const isSame = (one: unknown, other: unknown): boolean =>
	one === other || (!isHuge(one) && !isHuge(other) && equalJson(one, other));

const isReadable = (layouts: Record<keyof Versions, ReadLayout | null>): layouts is Versions =>
	layouts.base !== null && layouts.mine !== null && layouts.theirs !== null;

const conflict = (pointer: string, id: string | null, mine: unknown, theirs: unknown): MergeConflict =>
	({ pointer, component_id: id, mine: mine ?? null, theirs: theirs ?? null }) as MergeConflict;
