import type { FastEnded, FastingEvent, FastStarted } from './event.ts';
import { DUPLICATE_START_MS } from './limits.ts';

/** A start with its end, if there is one. */
export interface Pair {
	readonly start: FastStarted;
	readonly end: FastEnded | null;
	/** Another fast was started while this one was open. When it ended is then unknown unless its id tells. */
	readonly superseded: boolean;
}

export interface Pairing {
	/** In the order of their starts. */
	readonly pairs: readonly Pair[];
	readonly duplicateStarts: number;
	/** Ends of nothing that was open. */
	readonly orphanEnds: number;
	/** Ends under two ids of what is one fast, because it was started twice. */
	readonly replacedEnds: number;
}

type Draft = { -readonly [Key in keyof Pair]: Pair[Key] };

interface State {
	readonly pairs: Draft[];
	open: Draft | null;
	readonly byFastId: Map<string, Draft>;
	duplicateStarts: number;
	orphanEnds: number;
	replacedEnds: number;
}

/**
 * Definition 2: which end belongs to which start. By the id of the fast where both carry it; otherwise an end closes
 * what is open. A start while a fast is open is the same start within five minutes; after that the open fast is
 * superseded, and no end is made up for it.
 *
 * @param settled as `settleEnds` returns them
 */
export function pairEvents(settled: readonly FastingEvent[]): Pairing {
	const state: State = {
		pairs: [],
		open: null,
		byFastId: new Map(),
		duplicateStarts: 0,
		orphanEnds: 0,
		replacedEnds: 0,
	};
	for (const event of settled) {
		if (event.kind === 'start') readStart(state, event);
		else readEnd(state, event);
	}
	return state;
}

function readStart(state: State, start: FastStarted): void {
	const same = sameFast(state, start);
	if (same) state.duplicateStarts += 1;
	const fast = same ?? begin(state, start);
	if (start.fastId !== null) state.byFastId.set(start.fastId, fast);
}

function sameFast({ byFastId, open }: State, start: FastStarted): Draft | undefined {
	const numbered = start.fastId === null ? undefined : byFastId.get(start.fastId);
	if (numbered || !open) return numbered;
	return start.occurredAt - open.start.occurredAt <= DUPLICATE_START_MS ? open : undefined;
}

function begin(state: State, start: FastStarted): Draft {
	if (state.open) state.open.superseded = true;
	state.open = { start, end: null, superseded: false };
	state.pairs.push(state.open);
	return state.open;
}

function readEnd(state: State, end: FastEnded): void {
	const fast = fastEndedBy(state, end);
	if (!fast) {
		state.orphanEnds += 1;
		return;
	}
	if (fast.end) state.replacedEnds += 1;
	if (!fast.end || end.recordedAt >= fast.end.recordedAt) fast.end = end;
	if (state.open === fast) state.open = null;
}

function fastEndedBy({ byFastId, open }: State, end: FastEnded): Draft | null {
	if (end.fastId === null) return open;
	const numbered = byFastId.get(end.fastId);
	// A phone may have been updated to one that numbers fasts while this one ran.
	return numbered ?? (open?.start.fastId === null ? open : null);
}
