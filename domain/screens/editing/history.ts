/** A document with its past. The states are kept whole: they share what did not change. */
export interface History<State> {
	past: readonly Step<State>[];
	present: State;
	future: readonly Step<State>[];
	/** What the last change was about, while further ones may join it. */
	open: { group: string; at: number } | null;
}

export interface Step<State> {
	/** Before the change in the past, after it in the future. */
	state: State;
	/** Where the change happened, for the eye to go there. */
	place: string;
}

export type HistoryAction<State> =
	| {
			kind: 'change';
			state: State;
			place: string;
			/** Changes of one group in quick succession are one step, such as the letters of a word; null stands alone. */
			group: string | null;
			/** Milliseconds on any clock that does not go back. */
			at: number;
	  }
	| { kind: 'undo' }
	| { kind: 'redo' };

/** Longer than between two keys of somebody who types, shorter than a thought. */
export const GROUP_PAUSE_MS = 1000;
export const MAX_STEPS = 500;

export function startHistory<State>(present: State): History<State> {
	return { past: [], present, future: [], open: null };
}

export function changeHistory<State>(history: History<State>, action: HistoryAction<State>): History<State> {
	switch (action.kind) {
		case 'change':
			return change(history, action);
		case 'undo':
			return undo(history);
		case 'redo':
			return redo(history);
	}
}

function change<State>(
	history: History<State>,
	action: Extract<HistoryAction<State>, { kind: 'change' }>,
): History<State> {
	const { past, present, open } = history;
	if (action.state === present) return history;
	const joins =
		open !== null && open.group === action.group && action.at - open.at <= GROUP_PAUSE_MS && past.length > 0;
	return {
		past: joins ? past : [...past, { state: present, place: action.place }].slice(-MAX_STEPS),
		present: action.state,
		future: [],
		open: action.group === null ? null : { group: action.group, at: action.at },
	};
}

function undo<State>({ past, present, future, open }: History<State>): History<State> {
	const step = past.at(-1);
	if (!step) return { past, present, future, open };
	return {
		past: past.slice(0, -1),
		present: step.state,
		future: [{ state: present, place: step.place }, ...future],
		open: null,
	};
}

function redo<State>({ past, present, future, open }: History<State>): History<State> {
	const [step, ...later] = future;
	if (!step) return { past, present, future, open };
	return {
		past: [...past, { state: present, place: step.place }],
		present: step.state,
		future: later,
		open: null,
	};
}
