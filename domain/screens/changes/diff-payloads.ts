import { appendToPointer } from '../../json-pointer.ts';
import { isRecord } from '../../record.ts';
import type { Difference } from '../studio/contract.ts';
import { equalJson, valueOf } from './equal-json.ts';
import { longestRising } from './longest-rising.ts';
import type { LayoutNode, ReadLayout } from './read-layout.ts';
import { fieldName, idsIn, isHuge, isSamePlace, readLayout } from './read-layout.ts';

/**
 * How a payload became another, by component id: what belongs to the screen first, then components in the order of
 * the newer payload, then what was removed. A component that is added or removed comes with what was added or removed
 * inside it; one that went elsewhere is moved, with both its places as `before` and `after`. Of several that changed
 * their order, the fewest are called moved. An empty list of children, or empty props, equals none.
 *
 * Payloads whose components cannot be told apart by id are compared key by key.
 */
export function diffPayloads(before: unknown, after: unknown): Difference[] {
	const old = readLayout(before);
	const now = readLayout(after);
	if (!old || !now) return diffUnreadable(before, after);

	const stayed = findStayed(old, now);
	return [
		...diffKeys(old.screen, now.screen).filter(({ property }) => property !== 'components'),
		...[...now.nodes.values()].flatMap((node) => diffNode(node, old, now, stayed)),
		...topmost(old, now).map((node) =>
			difference('removed', node.pointer, node, { before: withoutShared(node, now) }),
		),
	];
}

function diffNode(
	node: LayoutNode,
	old: ReadLayout,
	now: ReadLayout,
	stayed: ReadonlySet<string>,
): Difference[] {
	const former = old.nodes.get(node.id);
	if (!former) {
		const isInsideAdded = node.parent !== null && !old.nodes.has(node.parent);
		if (isInsideAdded) return [];
		return [difference('added', node.pointer, node, { after: withoutShared(node, old) })];
	}
	const moved = stayed.has(node.id)
		? []
		: [difference('moved', node.pointer, node, { before: former.pointer, after: node.pointer })];
	return [...moved, ...diffFields(former, node)];
}

function diffFields(former: LayoutNode, node: LayoutNode): Difference[] {
	const names = new Set([...node.fields.keys(), ...former.fields.keys()]);
	return [...names].flatMap((name) => {
		const [before, after] = [former.fields.get(name), node.fields.get(name)];
		return changeOf(before, after, (kind, values) =>
			difference(kind, (kind === 'removed' ? former : node).pointer + name, node, values, fieldName(name)),
		);
	});
}

/** Components that did not move: in the same place, and in the order they had among those that stayed there. */
function findStayed(old: ReadLayout, now: ReadLayout): Set<string> {
	const stayed = new Set<string>();
	const seen = new Set<string>();
	for (const node of now.nodes.values()) {
		const place = JSON.stringify([node.parent, node.slot]);
		if (seen.has(place)) continue;
		seen.add(place);
		const common = idsIn(now, node).filter((id) => {
			const former = old.nodes.get(id);
			return former !== undefined && isSamePlace(former, node);
		});
		for (const id of longestRising(common, (id) => old.nodes.get(id)!.index)) stayed.add(id);
	}
	return stayed;
}

/** Components that the other layout lacks, unless what they stand in is lacking as well. */
function topmost(of: ReadLayout, other: ReadLayout): LayoutNode[] {
	return [...of.nodes.values()].filter(
		({ id, parent }) => !other.nodes.has(id) && (parent === null || other.nodes.has(parent)),
	);
}

/** A component with all inside it that the other layout lacks too; the rest is moved, not added or removed. */
function withoutShared({ value }: LayoutNode, other: ReadLayout): Record<string, unknown> {
	const isOwn = (inner: unknown) => isRecord(inner) && !other.nodes.has(inner.id as string);
	const strip = (component: Record<string, unknown>): Record<string, unknown> => {
		const { children, fallback, ...rest } = component;
		const own = Array.isArray(children) ? children.filter(isOwn).map((child) => strip(child)) : [];
		return {
			...rest,
			...(own.length > 0 && { children: own }),
			...(isRecord(fallback) && isOwn(fallback) && { fallback: strip(fallback) }),
			...(fallback !== undefined && !isRecord(fallback) && { fallback }),
		};
	};
	return strip(value);
}

function diffUnreadable(before: unknown, after: unknown): Difference[] {
	if (isRecord(before) && isRecord(after) && !isHuge(before) && !isHuge(after)) {
		return diffKeys(before, after);
	}
	if (before === after || (!isHuge(before) && !isHuge(after) && equalJson(before, after))) return [];
	return [difference('changed', '', null, { before, after })];
}

function diffKeys(before: Record<string, unknown>, after: Record<string, unknown>): Difference[] {
	const keys = new Set([...Object.keys(after), ...Object.keys(before)]);
	return [...keys].flatMap((key) =>
		changeOf(valueOf(before, key), valueOf(after, key), (kind, values) =>
			difference(kind, appendToPointer('', key), null, values, key),
		),
	);
}

interface Values {
	before?: unknown;
	after?: unknown;
}

function changeOf(
	before: unknown,
	after: unknown,
	describe: (kind: Difference['kind'], values: Values) => Difference,
): Difference[] {
	if (equalJson(before, after)) return [];
	if (before === undefined) return [describe('added', { after })];
	return [describe(after === undefined ? 'removed' : 'changed', { before, after })];
}

function difference(
	kind: Difference['kind'],
	pointer: string,
	node: LayoutNode | null,
	{ before = null, after = null }: Values,
	property: string | null = null,
): Difference {
	const component = node && { id: node.id, type: node.type };
	return { kind, pointer, component, property, before, after } as Difference;
}
