import { computed, shallowRef } from 'vue';
import {
	changeHistory,
	type History,
	type HistoryAction,
	startHistory,
} from '../../../../domain/screens/editing/history.ts';
import { parseJsonText, type TextPlace } from '../../../../domain/screens/editing/json-text.ts';
import type { Floors } from '../../../../domain/screens/studio/contract.ts';

/** All that undo brings back. */
export interface EditorState {
	payload: unknown;
	schema_version: number;
	floors: Floors;
	note: string | null;
	/** The live revision that the draft began with or was merged with; 0 when nothing was live. */
	base_revision: number;
	/** What stands in the JSON editor while it is no JSON; the payload is then the last one that was. */
	brokenText: string | null;
}

/** How a change is remembered: where it happened, and with which earlier ones it makes one step. */
export interface ChangeMark {
	place: string;
	group?: string | null;
}

/** The document of the editor with undo; the form and the JSON editor both work on it. */
export function useDocument() {
	const history = shallowRef<History<EditorState>>(startHistory(emptyState));
	const state = computed(() => history.value.present);

	const act = (action: HistoryAction<EditorState>) => {
		history.value = changeHistory(history.value, action);
	};

	function change(changed: Partial<EditorState>, { place, group = null }: ChangeMark): void {
		const same = Object.entries(changed).every(
			([key, value]) => state.value[key as keyof EditorState] === value,
		);
		if (same) return;
		act({ kind: 'change', state: { ...state.value, ...changed }, place, group, at: performance.now() });
	}

	/** Takes what was typed into the JSON editor: a new payload, or a text that waits to become one. */
	function changeText(text: string): void {
		const parsed = parseJsonText(text);
		const mark = { place: '', group: 'json' };
		if (parsed.ok) change({ payload: parsed.value, brokenText: null }, mark);
		else change({ brokenText: text }, mark);
	}

	/** Where the step happened that undo (or redo) just took; null when there was none. */
	function step(kind: 'undo' | 'redo'): string | null {
		const place = kind === 'undo' ? history.value.past.at(-1)?.place : history.value.future[0]?.place;
		act({ kind });
		return place ?? null;
	}

	return {
		state,
		fault: computed<TextPlace | null>(() => faultOf(state.value.brokenText)),
		canUndo: computed(() => history.value.past.length > 0),
		canRedo: computed(() => history.value.future.length > 0),
		start: (given: EditorState) => {
			history.value = startHistory(given);
		},
		change,
		changeText,
		undo: () => step('undo'),
		redo: () => step('redo'),
	};
}

export type EditorDocument = ReturnType<typeof useDocument>;

export const emptyState: EditorState = {
	payload: { title: '', components: [] },
	schema_version: 1,
	floors: { min_app_version: null, min_app_version_ios: null, min_app_version_android: null },
	note: null,
	base_revision: 0,
	brokenText: null,
};

function faultOf(text: string | null): TextPlace | null {
	const parsed = text === null ? null : parseJsonText(text);
	return parsed && !parsed.ok ? parsed.place : null;
}
