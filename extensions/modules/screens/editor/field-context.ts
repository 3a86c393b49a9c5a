import { type Component, inject, type InjectionKey, provide } from 'vue';
import type { Problem } from '../../../../domain/problem.ts';
import type { Language } from '../../shared/language.ts';
import type { EditorTexts } from './texts.ts';
import type { useReferences } from './use-references.ts';

/** What every field of a form needs, however deep it lies. */
export interface FieldContext {
	text: EditorTexts;
	/** Of the Studio. */
	language: Language;
	/** Of what is written in the fields. */
	contentLanguage: Language;
	isReadOnly: boolean;
	/** Draws one field by its schema; groups and lists draw theirs with it. */
	field: Component;
	references: ReturnType<typeof useReferences>;
	valueAt(pointer: string): unknown;
	/** Letters typed in one field are one step of undo; give `isTyping` for them. */
	set(pointer: string, value: unknown, isTyping?: boolean): void;
	remove(pointer: string): void;
	moveEntry(list: string, from: number, to: number): void;
	/** Those exactly at the pointer, not those inside. */
	problemsAt(pointer: string): readonly Problem[];
}

const key: InjectionKey<FieldContext> = Symbol('fields of a form');

export const provideFieldContext = (context: FieldContext) => provide(key, context);

export function useFieldContext(): FieldContext {
	const context = inject(key);
	if (!context) throw new Error('A field stands outside of a form');
	return context;
}
