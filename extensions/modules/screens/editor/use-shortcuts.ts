import { onScopeDispose } from 'vue';

/**
 * Undo belongs to the whole document: a field that undid its own letters would leave the other views behind. So the
 * keys are taken before a field gets them, except in dialogs and while `isBlocked`.
 */
export function useShortcuts({
	isBlocked,
	undo,
	redo,
	save,
}: {
	isBlocked: () => boolean;
	undo: () => void;
	redo: () => void;
	save: () => void;
}): void {
	function press(event: KeyboardEvent): void {
		if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
		const isElsewhere = (event.target as HTMLElement | null)?.closest?.('#dialog-outlet, .v-drawer') !== null;
		if (isElsewhere || isBlocked()) return;
		const key = event.key.toLowerCase();
		if (key === 'z') (event.shiftKey ? redo : undo)();
		else if (key === 'y') redo();
		else if (key === 's') save();
		else return;
		event.preventDefault();
		event.stopPropagation();
	}
	window.addEventListener('keydown', press, true);
	onScopeDispose(() => window.removeEventListener('keydown', press, true));
}
