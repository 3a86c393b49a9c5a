import { ref } from 'vue';
import { moveComponent, type Place } from '../../../../domain/screens/editing/component-tree.ts';
import { isWithin } from '../../../../domain/screens/editing/pointer.ts';
import type { Row } from './use-tree-rows.ts';

export type DropSide = 'before' | 'inside' | 'after';

/** Moves a component with the mouse; a row takes it above, inside or below by where the mouse is over it. */
export function useTreeDrag({
	payload,
	isLocked,
	mayHold,
	move,
}: {
	payload: () => unknown;
	isLocked: () => boolean;
	mayHold: (type: string) => boolean;
	move: (pointer: string, to: Place) => void;
}) {
	const dragged = ref<string | null>(null);
	const target = ref<{ pointer: string; side: DropSide } | null>(null);

	function start(event: DragEvent, row: Row): void {
		if (row.index === null || isLocked()) return event.preventDefault();
		dragged.value = row.pointer;
		event.dataTransfer?.setData('text/plain', row.id);
	}

	function over(event: DragEvent, row: Row): void {
		if (dragged.value === null || isWithin(row.pointer, dragged.value)) return;
		const { top, height } = (event.currentTarget as HTMLElement).getBoundingClientRect();
		const side = sideOf(row, (event.clientY - top) / height);
		if (side === null) return;
		event.preventDefault();
		target.value = { pointer: row.pointer, side };
	}

	/** `part` is how far down the row the mouse is, from 0 to 1. */
	function sideOf(row: Row, part: number): DropSide | null {
		const isHolder = row.pointer === '' || mayHold(row.type);
		if (row.index === null) return isHolder ? 'inside' : null;
		if (isHolder && part > 0.3 && part < 0.7) return 'inside';
		return part < 0.5 ? 'before' : 'after';
	}

	function drop(row: Row): void {
		if (dragged.value !== null && target.value) {
			const to = placeAt(row, target.value.side);
			const changed = moveComponent(payload(), dragged.value, to).payload !== payload();
			if (changed) move(dragged.value, to);
		}
		end();
	}

	function end(): void {
		dragged.value = null;
		target.value = null;
	}

	return { dragged, target, start, over, drop, end };
}

function placeAt({ pointer, parent, index }: Row, side: DropSide): Place {
	if (side === 'inside') return { parent: pointer, index: Number.MAX_SAFE_INTEGER };
	return { parent, index: (index ?? 0) + (side === 'after' ? 1 : 0) };
}
