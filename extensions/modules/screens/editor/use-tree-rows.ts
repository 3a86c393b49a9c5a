import { computed, ref } from 'vue';
import type { Problem, Severity } from '../../../../domain/problem.ts';
import { listComponents, type TreeNode } from '../../../../domain/screens/editing/component-tree.ts';
import { isWithin } from '../../../../domain/screens/editing/pointer.ts';

export interface Row extends TreeNode {
	hasChildren: boolean;
	isClosed: boolean;
	/** How many stand beside it, itself among them, and its place there from 1. */
	siblings: number;
	position: number;
	worst: Severity | null;
}

/** The row above all others stands for the screen itself. */
const screen: TreeNode = { pointer: '', parent: '', level: 0, index: null, id: '', type: '' };

/** What the tree shows: the components, except those in one that is closed. */
export function useTreeRows(payload: () => unknown, problems: () => readonly Problem[]) {
	const closed = ref(new Set<string>());
	const nodes = computed(() => listComponents(payload()));

	/** Of a node itself, without what is in it. */
	const severities = computed(() => {
		const found = new Map<string, Severity>();
		for (const { pointer, severity } of problems()) {
			const around = nodes.value.findLast((node) => pointer !== undefined && isWithin(pointer, node.pointer));
			const at = around?.pointer ?? '';
			if (severity === 'error' || !found.has(at)) found.set(at, severity);
		}
		return found;
	});

	const rows = computed<Row[]>(() => {
		const children = new Map<string, TreeNode[]>();
		for (const node of nodes.value) children.set(node.parent, [...(children.get(node.parent) ?? []), node]);
		const visible = nodes.value.filter(({ pointer }) => closedAround(pointer).length === 0);
		return [screen, ...visible].map((node) => {
			const siblings = node === screen ? [node] : (children.get(node.parent) ?? []);
			const hasChildren = node !== screen && children.has(node.pointer);
			const isClosed = hasChildren && closed.value.has(node.pointer);
			return {
				...node,
				hasChildren,
				isClosed,
				siblings: siblings.length,
				position: siblings.findIndex(({ pointer }) => pointer === node.pointer) + 1,
				worst: isClosed ? worstWithin(node.pointer) : (severities.value.get(node.pointer) ?? null),
			};
		});
	});

	function worstWithin(pointer: string): Severity | null {
		const inside = [...severities.value].filter(([at]) => isWithin(at, pointer));
		return inside.some(([, severity]) => severity === 'error') ? 'error' : (inside[0]?.[1] ?? null);
	}

	const closedAround = (pointer: string) =>
		[...closed.value].filter((one) => one !== pointer && isWithin(pointer, one));

	function setOpen(pointer: string, isOpen: boolean): void {
		const changed = new Set(closed.value);
		if (isOpen) changed.delete(pointer);
		else changed.add(pointer);
		closed.value = changed;
	}

	/** Opens everything around a node. */
	function reveal(pointer: string): void {
		for (const around of closedAround(pointer)) setOpen(around, true);
	}

	return { rows, setOpen, reveal };
}
