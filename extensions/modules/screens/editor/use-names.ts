import type { Problem } from '../../../../domain/problem.ts';
import { componentAround } from '../../../../domain/screens/editing/component-tree.ts';
import { valueAt } from '../../../../domain/screens/editing/pointer.ts';
import type { CatalogueComponent } from '../../../../domain/screens/studio/contract.ts';
import type { Language } from '../../shared/language.ts';
import type { EditorTexts } from './texts.ts';
import type { EditorDocument } from './use-document.ts';

export interface Naming {
	text: EditorTexts;
	language: Language;
	/** The component of the catalogue with this type. */
	componentOf: (type: string) => CatalogueComponent | undefined;
}

/** What a person calls the parts of the screen. */
export function useNames({ state }: EditorDocument, { text, language, componentOf }: Naming) {
	function nameAt(pointer: string): string {
		const type = valueAt(state.value.payload, `${pointer}/type`);
		return componentOf(String(type))?.name[language] ?? String(type ?? text('screenSettings'));
	}

	function placeOf({ pointer, field }: Problem): string {
		if (pointer === undefined) return `${text('screenSettings')} · ${field}`;
		const node = componentAround(state.value.payload, pointer);
		if (!node) return text('screenSettings');
		const inside = pointer.slice(node.pointer.length + 1).replace(/^props\//, '');
		return [nameAt(node.pointer), node.id, inside].filter(Boolean).join(' · ');
	}

	return { nameAt, placeOf };
}
