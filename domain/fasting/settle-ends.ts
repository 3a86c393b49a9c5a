import type { FastEnded, FastingEvent } from './event.ts';

export interface SettledEvents {
	readonly events: FastingEvent[];
	/** Ends that are not after the start of their fast. */
	readonly droppedEnds: number;
	/** Ends that a later edit replaced. */
	readonly replacedEnds: number;
}

/**
 * The part of definition 2 about edits: of the ends that carry the id of a started fast only one remains, the one
 * recorded last among those after the start. Other events stay as they are.
 *
 * @param ordered as `orderEvents` returns them
 */
export function settleEnds(ordered: readonly FastingEvent[]): SettledEvents {
	const startedAt = firstStarts(ordered);
	const lastEnd = new Map<string, FastEnded>();
	let droppedEnds = 0;
	let replacedEnds = 0;

	for (const event of ordered) {
		const started = event.fastId === null ? undefined : startedAt.get(event.fastId);
		if (event.kind === 'start' || event.fastId === null || started === undefined) continue;
		if (event.occurredAt <= started) {
			droppedEnds += 1;
			continue;
		}
		const known = lastEnd.get(event.fastId);
		if (known) replacedEnds += 1;
		if (!known || event.recordedAt >= known.recordedAt) lastEnd.set(event.fastId, event);
	}

	const remains = (event: FastingEvent) =>
		event.kind === 'start' ||
		event.fastId === null ||
		!startedAt.has(event.fastId) ||
		lastEnd.get(event.fastId) === event;
	return { events: ordered.filter(remains), droppedEnds, replacedEnds };
}

function firstStarts(ordered: readonly FastingEvent[]): Map<string, number> {
	const startedAt = new Map<string, number>();
	for (const { kind, fastId, occurredAt } of ordered) {
		if (kind === 'start' && fastId !== null && !startedAt.has(fastId)) startedAt.set(fastId, occurredAt);
	}
	return startedAt;
}
