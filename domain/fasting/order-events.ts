import type { FastingEvent } from './event.ts';

export interface OrderedEvents {
	readonly events: FastingEvent[];
	readonly duplicateIds: number;
}

/**
 * Definition 1: each event once, in the order in which things occurred, whatever the order of arrival. At the same
 * instant an end comes before a start, so that one fast may follow another without a pause.
 */
export function orderEvents(arrived: readonly FastingEvent[]): OrderedEvents {
	const byId = new Map<string, FastingEvent>();
	for (const event of [...arrived].sort(byOccurrence)) {
		if (!byId.has(event.id)) byId.set(event.id, event);
	}
	return { events: [...byId.values()], duplicateIds: arrived.length - byId.size };
}

/** The last two decide nothing but make the order the same on every run. */
const byOccurrence = (one: FastingEvent, other: FastingEvent): number =>
	one.occurredAt - other.occurredAt ||
	Number(one.kind === 'start') - Number(other.kind === 'start') ||
	one.recordedAt - other.recordedAt ||
	(one.id < other.id ? -1 : Number(one.id > other.id));
