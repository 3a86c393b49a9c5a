import type { Row } from './use-tree-rows.ts';

/** Where the selected component may go; null where it cannot. */
export interface Moves<To> {
	up: To | null;
	down: To | null;
	out: To | null;
	in: To | null;
}

interface Tree<To> {
	rows: () => readonly Row[];
	current: () => Row;
	moves: () => Moves<To>;
	isLocked: () => boolean;
	direction: () => 'ltr' | 'rtl';
	select: (pointer: string) => void;
	setOpen: (pointer: string, isOpen: boolean) => void;
	move: (to: To | null) => void;
	add: () => void;
	duplicate: () => void;
	remove: () => void;
	enter: () => void;
}

type Action = (() => void) | undefined;

/** The keys of a tree, and those that change it, which a locked one leaves alone. */
export function useTreeKeys<To>(tree: Tree<To>): (event: KeyboardEvent) => void {
	/** The arrow that goes deeper lies on the side where lines go on. */
	const inward = () => (tree.direction() === 'rtl' ? 'ArrowLeft' : 'ArrowRight');
	const outward = () => (tree.direction() === 'rtl' ? 'ArrowRight' : 'ArrowLeft');
	const isScreen = () => tree.current().pointer === '';

	function moving(key: string): Action {
		const { up, down, out, in: into } = tree.moves();
		const to = { ArrowUp: up, ArrowDown: down, [outward()]: out, [inward()]: into };
		return key in to ? () => tree.move(to[key] ?? null) : undefined;
	}

	function editing(key: string): Action {
		if (key === 'Insert' || key === '+') return tree.add;
		if ((key === 'Delete' || key === 'Backspace') && !isScreen()) return tree.remove;
		return undefined;
	}

	function walking(key: string): Action {
		const rows = tree.rows();
		const row = tree.current();
		const at = rows.indexOf(row);
		const to = (target: Row | undefined) => () => target && tree.select(target.pointer);

		if (key === 'ArrowDown') return to(rows[at + 1]);
		if (key === 'ArrowUp') return to(rows[at - 1]);
		if (key === 'Home') return to(rows[0]);
		if (key === 'End') return to(rows.at(-1));
		if (key === 'Enter') return tree.enter;
		if (key === inward() && row.hasChildren)
			return row.isClosed ? () => tree.setOpen(row.pointer, true) : to(rows[at + 1]);
		if (key === outward() && row.hasChildren && !row.isClosed) return () => tree.setOpen(row.pointer, false);
		if (key === outward() && row.level > 1) return to(rows.find(({ pointer }) => pointer === row.parent));
		return undefined;
	}

	function actionOf({ key, altKey, ctrlKey, metaKey }: KeyboardEvent): Action {
		const mayEdit = !tree.isLocked();
		if (altKey) return mayEdit ? moving(key) : undefined;
		if (ctrlKey || metaKey)
			return mayEdit && key.toLowerCase() === 'd' && !isScreen() ? tree.duplicate : undefined;
		return walking(key) ?? (mayEdit ? editing(key) : undefined);
	}

	return (event) => {
		const action = actionOf(event);
		if (!action) return;
		action();
		event.preventDefault();
	};
}
