import type { FieldProblem } from '../field-problem.ts';
import { isRecord } from '../record.ts';
import { nearestName } from '../text/nearest.ts';
import { contextFields, readContext, type EventContext } from './context.ts';
import { readInstant } from './instant.ts';

/** A request of a phone, as far as it is about all its events. */
export interface Batch {
	/** The phone's clock when it made this very request, ms since 1970. */
	readonly sentAt: number | null;
	readonly context: EventContext;
	readonly events: readonly unknown[];
}

const fields = ['sent_at', 'events', ...contextFields];

/**
 * Reads a request without its events.
 *
 * @param headers what the request's headers say of the app; its body comes first
 * @returns the problem of a field instead, with the remedy
 */
export function readBatch(body: unknown, headers: EventContext): Batch | FieldProblem {
	if (!isRecord(body))
		return { field: 'body', problem: 'must be one JSON object with "sent_at" and "events".' };
	for (const name of Object.keys(body)) if (!fields.includes(name)) return unknownField(name);
	const { events, sent_at = null } = body;
	if (!Array.isArray(events)) return { field: 'events', problem: 'must be a list of events.' };
	const sentAt = sent_at === null ? null : readInstant(sent_at);
	if (sent_at !== null && sentAt === null)
		return {
			field: 'sent_at',
			problem:
				'must be the phone’s time at this request with its offset, such as 2026-01-31T13:05:00.000Z; leave it out when there is none.',
		};
	const context = readContext(body, headers);
	return isProblem(context) ? context : { sentAt, context, events };
}

function unknownField(name: string): FieldProblem {
	const nearest = nearestName(name, fields);
	return {
		field: name.slice(0, 64),
		problem: nearest
			? `is not known here; did you mean "${nearest}"?`
			: `is not known here. Known are: ${fields.join(', ')}.`,
	};
}

export const isProblem = (read: object): read is FieldProblem => 'problem' in read;
