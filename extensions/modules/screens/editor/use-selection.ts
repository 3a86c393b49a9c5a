import { computed, ref, watch } from 'vue';
import { componentAround, listComponents } from '../../../../domain/screens/editing/component-tree.ts';
import { valueAt } from '../../../../domain/screens/editing/pointer.ts';
import type { EditorDocument } from './use-document.ts';

/** Which component is selected, by its pointer; it is empty for the screen itself. */
export function useSelection({ state }: EditorDocument) {
	const selected = ref('');
	const payload = computed(() => state.value.payload);

	const selectedId = computed(() => {
		const id = selected.value && valueAt(payload.value, `${selected.value}/id`);
		return typeof id === 'string' && id !== '' ? id : null;
	});

	/** Selects the component that holds what the pointer leads to. */
	function selectAround(pointer: string): void {
		selected.value = componentAround(payload.value, pointer)?.pointer ?? '';
	}

	function selectById(id: string): void {
		const node = listComponents(payload.value).find((known) => known.id === id);
		if (node) selected.value = node.pointer;
	}

	// What is selected has to be there, whatever was undone, merged or written as JSON.
	watch(payload, () => selectAround(selected.value));

	return { selected, selectedId, selectAround, selectById };
}

export type Selection = ReturnType<typeof useSelection>;
