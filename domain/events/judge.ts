import { isRecord } from '../record.ts';
import { nearestName } from '../text/nearest.ts';
import { isProblem, type Batch } from './batch.ts';
import { contextFields, readContext, type EventContext } from './context.ts';
import { correctTime, type TimeFlag } from './correct-time.ts';
import { readProps, type EventProps, type EventType } from './event-type.ts';
import { readInstant } from './instant.ts';
import { aheadMs, largestEventBytes } from './limits.ts';
import { readZone } from './zone.ts';

/** An event that is fit to be stored, for a person or nobody. */
export interface AcceptedEvent extends EventContext {
	readonly event_id: string;
	readonly name: string;
	readonly schema_version: number;
	/** All times are ms since 1970. */
	readonly client_ts: number;
	readonly sent_at: number | null;
	readonly received_at: number;
	/** By the person's own account, exactly as it was sent. */
	readonly occurred_at: number | null;
	readonly ts: number;
	readonly tz: string | null;
	readonly props: EventProps;
	readonly flags: readonly EventFlag[];
}

export type EventFlag =
	| TimeFlag
	/** By the person's account it has not happened yet. */
	| 'occurs_later'
	/** The zone that was sent is none of the IANA's and was left empty. */
	| 'unknown_tz'
	/** The token had run out; it still says whose event this is. */
	| 'token_expired'
	/** The token named nobody who is active here, so the event is anonymous. */
	| 'token_refused';

export const rejectionCodes = ['INVALID_EVENT', 'EVENT_TOO_LARGE', 'UNKNOWN_EVENT', 'INVALID_PROPS'] as const;

export interface Rejection {
	/** Its place in the request, from 0. */
	readonly index: number;
	/** null when it has none that could be one. */
	readonly event_id: string | null;
	readonly code: (typeof rejectionCodes)[number];
	readonly message: string;
}

export interface Verdicts {
	/** Each id once. */
	readonly accepted: readonly AcceptedEvent[];
	/** Events whose id occurred before in the same request. */
	readonly repeated: number;
	readonly rejected: readonly Rejection[];
}

/** A name, and what its events may carry; null when nobody may send it. */
export type FindEventType = (name: string) => EventType | null;

/** Judges each event of a request by itself: one that is refused does not keep the others out. Total. */
export function judgeBatch(batch: Batch, receivedAt: number, types: AllowList): Verdicts {
	const accepted = new Map<string, AcceptedEvent>();
	const rejected: Rejection[] = [];
	let repeated = 0;
	for (const [index, given] of batch.events.entries()) {
		const judged = judge(given, batch, receivedAt, types);
		if (isRefusal(judged)) rejected.push({ index, event_id: idOf(given), ...judged });
		else if (accepted.has(judged.event_id)) repeated += 1;
		else accepted.set(judged.event_id, judged);
	}
	return { accepted: [...accepted.values()], repeated, rejected };
}

export interface AllowList {
	readonly find: FindEventType;
	/** For suggestions. */
	readonly names: readonly string[];
}

type Refusal = Pick<Rejection, 'code' | 'message'>;

const isRefusal = (judged: object): judged is Refusal => 'code' in judged;

const refusal = (code: Rejection['code'], message: string): Refusal => ({ code, message });

const invalid = (field: string, problem: string): Refusal =>
	refusal('INVALID_EVENT', `The field "${field}" ${problem}`);

const eventFields = [
	'event_id',
	'name',
	'client_ts',
	'occurred_at',
	'tz',
	'props',
	...contextFields,
] as const;

const eventIdPattern = /^[A-Za-z0-9._:-]{1,100}$/;

const isEventId = (value: unknown): value is string =>
	typeof value === 'string' && eventIdPattern.test(value);

const idOf = (given: unknown): string | null =>
	isRecord(given) && isEventId(given['event_id']) ? given['event_id'] : null;

function judge(
	given: unknown,
	{ sentAt, context: batchContext }: Batch,
	receivedAt: number,
	{ find, names }: AllowList,
): AcceptedEvent | Refusal {
	if (!isRecord(given)) return refusal('INVALID_EVENT', 'An event must be a JSON object.');
	if (bytesOf(given) > largestEventBytes)
		return refusal('EVENT_TOO_LARGE', `An event may have ${largestEventBytes} bytes of JSON at most.`);
	for (const field of Object.keys(given))
		if (!eventFields.includes(field as never)) return unknownField(field);

	const { event_id, name, props = null, tz = null } = given;
	if (!isEventId(event_id))
		return invalid(
			'event_id',
			'must be a UUID that the phone made once: at most 100 letters, digits or . _ : -',
		);
	if (typeof name !== 'string') return invalid('name', 'must be the name of an event, such as fast_started.');
	const type = find(name);
	if (!type) return refusal('UNKNOWN_EVENT', unknownName(name, names));

	const clientTs = readInstant(given['client_ts']);
	if (clientTs === null) return invalid('client_ts', timeRemedy);
	const occurredAt = readInstant(given['occurred_at']);
	if (occurredAt === null && (given['occurred_at'] ?? null) !== null)
		return invalid('occurred_at', timeRemedy);
	if (tz !== null && typeof tz !== 'string') return invalid('tz', 'must be a zone such as Asia/Riyadh.');
	const context = readContext(given, batchContext);
	if (isProblem(context)) return invalid(context.field, context.problem);

	if (props !== null && !isRecord(props))
		return refusal('INVALID_PROPS', 'The field "props" must be a JSON object.');
	const read = readProps(type, props ?? {});
	if (read.problem)
		return refusal('INVALID_PROPS', `The field "${read.problem.field}" ${read.problem.problem}`);

	const { ts, flags } = correctTime({ clientTs, sentAt, receivedAt });
	const zone = tz === null ? null : readZone(tz);
	return {
		event_id,
		name,
		schema_version: type.schemaVersion,
		...context,
		client_ts: clientTs,
		sent_at: sentAt,
		received_at: receivedAt,
		occurred_at: occurredAt,
		ts,
		tz: zone,
		props: read.props,
		flags: [
			...flags,
			...(occurredAt !== null && occurredAt > receivedAt + aheadMs ? (['occurs_later'] as const) : []),
			...(tz !== null && zone === null ? (['unknown_tz'] as const) : []),
		],
	};
}

const timeRemedy = 'must be a time with its offset, such as 2026-01-31T13:05:00.000Z.';

function unknownField(field: string): Refusal {
	const nearest = nearestName(field, eventFields);
	return invalid(
		field.slice(0, 64),
		nearest
			? `is not known here; did you mean "${nearest}"?`
			: `is not known here. Known are: ${eventFields.join(', ')}.`,
	);
}

function unknownName(name: string, names: readonly string[]): string {
	const nearest = nearestName(name, names);
	const remedy = nearest
		? `Did you mean "${nearest}"?`
		: 'Send one that is on the list, or have an administrator add it to the event types.';
	return `There is no event "${name.slice(0, 64)}". ${remedy}`;
}

const encoder = new TextEncoder();

/** Infinity for what is nested so deeply that it cannot be written out again. */
function bytesOf(given: object): number {
	try {
		return encoder.encode(JSON.stringify(given)).length;
	} catch {
		return Infinity;
	}
}
