import { onScopeDispose } from 'vue';
import { onBeforeRouteLeave, onBeforeRouteUpdate } from 'vue-router';
import type { EditorDraft } from './use-draft.ts';

/** Saves before another page is shown; when that fails, the person decides by `mayLose`. */
export function useLeaveGuard({ saveNow, isUnsaved }: EditorDraft, mayLose: () => Promise<boolean>): void {
	const mayLeave = async () => (await saveNow()) || mayLose();
	onBeforeRouteLeave(mayLeave);
	onBeforeRouteUpdate(mayLeave);

	function beforeUnload(event: BeforeUnloadEvent): void {
		if (isUnsaved.value) event.preventDefault();
	}
	window.addEventListener('beforeunload', beforeUnload);
	onScopeDispose(() => window.removeEventListener('beforeunload', beforeUnload));
}
