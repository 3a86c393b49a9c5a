import {
	duplicateComponent,
	type Edited,
	idsOf,
	insertComponent,
	moveComponent,
	type Place,
	removeComponent,
} from '../../../../domain/screens/editing/component-tree.ts';
import { nextFreeId } from '../../../../domain/screens/editing/fresh-id.ts';
import { withValueAt } from '../../../../domain/screens/editing/pointer.ts';
import type { CatalogueComponent } from '../../../../domain/screens/studio/contract.ts';
import type { Language } from '../../shared/language.ts';
import type { EditorTexts } from './texts.ts';
import type { EditorDocument } from './use-document.ts';

/** Changes which components the screen has, and where; `take` is told the new place and what to announce. */
export function useTreeEdits(
	{ state, change }: EditorDocument,
	{
		text,
		language,
		nameAt,
		take,
	}: {
		text: EditorTexts;
		language: Language;
		nameAt: (pointer: string) => string;
		take: (pointer: string, words: string) => void;
	},
) {
	const current = () => state.value.payload;

	function edit({ payload, pointer }: Edited, words: string): void {
		if (payload === current()) return;
		change({ payload }, { place: pointer });
		take(pointer, words);
	}

	/** As the catalogue shows it, under an id that is free. */
	function fresh({ type, example }: CatalogueComponent) {
		return { id: nextFreeId(type, idsOf(current())), type, props: structuredClone(example) };
	}

	function add(component: CatalogueComponent, place: Place): void {
		const words = text('added', { name: component.name[language] });
		edit(insertComponent(current(), fresh(component), place, nextFreeId), words);
	}

	function addFallback(component: CatalogueComponent, owner: string): void {
		const pointer = `${owner}/fallback`;
		const payload = withValueAt(current(), pointer, fresh(component));
		edit({ payload, pointer }, text('added', { name: component.name[language] }));
	}

	function duplicate(pointer: string): void {
		edit(duplicateComponent(current(), pointer, nextFreeId), text('added', { name: nameAt(pointer) }));
	}

	function remove(pointer: string): void {
		edit(removeComponent(current(), pointer), text('removed', { name: nameAt(pointer) }));
	}

	function move(pointer: string, place: Place): void {
		edit(moveComponent(current(), pointer, place), text('moved', { name: nameAt(pointer) }));
	}

	return { add, addFallback, duplicate, remove, move };
}
