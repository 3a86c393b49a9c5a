import { computed } from 'vue';
import type { Problem } from '../../../../domain/problem.ts';
import {
	valueAt,
	withEntryMoved,
	withoutValueAt,
	withValueAt,
} from '../../../../domain/screens/editing/pointer.ts';
import { type FieldContext, provideFieldContext } from './field-context.ts';
import type { EditorDocument } from './use-document.ts';

/** Lets the fields of the forms read and change the document. */
export function useFormFields(
	{ state, change }: EditorDocument,
	problems: () => readonly Problem[],
	rest: Pick<FieldContext, 'text' | 'language' | 'contentLanguage' | 'field' | 'references'>,
): void {
	const byPointer = computed(() => {
		const found = new Map<string | undefined, Problem[]>();
		for (const problem of problems())
			found.set(problem.pointer, [...(found.get(problem.pointer) ?? []), problem]);
		return found;
	});
	const setPayload = (payload: unknown, place: string, group: string | null = null) =>
		change({ payload }, { place, group });

	provideFieldContext({
		...rest,
		isReadOnly: false,
		valueAt: (pointer) => valueAt(state.value.payload, pointer),
		set: (pointer, value, isTyping = false) =>
			setPayload(withValueAt(state.value.payload, pointer, value), pointer, isTyping ? pointer : null),
		remove: (pointer) => setPayload(withoutValueAt(state.value.payload, pointer), pointer),
		moveEntry: (list, from, to) => setPayload(withEntryMoved(state.value.payload, list, from, to), list),
		problemsAt: (pointer) => byPointer.value.get(pointer) ?? [],
	});
}
