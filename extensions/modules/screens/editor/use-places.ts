import { computed } from 'vue';
import { childCount, componentAround } from '../../../../domain/screens/editing/component-tree.ts';
import type { CatalogueComponent } from '../../../../domain/screens/studio/contract.ts';
import type { EditorTexts } from './texts.ts';
import type { EditorDocument } from './use-document.ts';

/** Where a new component can go, seen from what is selected; the likeliest place first. */
export function usePlaces(
	{ state }: EditorDocument,
	{
		text,
		selected,
		nameAt,
		componentOf,
	}: {
		text: EditorTexts;
		selected: () => string;
		nameAt: (pointer: string) => string;
		componentOf: (type: string) => CatalogueComponent | undefined;
	},
) {
	return computed(() => {
		const { payload } = state.value;
		const end = { label: text('addEnd'), place: { parent: '', index: childCount(payload, '') } };
		const node = componentAround(payload, selected());
		if (!node) return [end];
		const { pointer, parent, index, type } = node;
		const name = nameAt(pointer);
		const inside = {
			label: text('addInside', { name }),
			place: { parent: pointer, index: childCount(payload, pointer) },
		};
		const after = { label: text('addAfter', { name }), place: { parent, index: (index ?? 0) + 1 } };
		const places = [
			...(componentOf(type)?.allows_children ? [inside] : []),
			// A fallback has no place in a list.
			...(index === null ? [] : [after]),
		];
		return places.length > 0 ? places : [end];
	});
}
