import type { FastingEvent } from '../../../domain/fasting/event.ts';
import type { SyntheticEvent } from '../../../schema/seed/synthetic/diary.ts';

/** None for an event about anything but a fast. */
export function fastingEvent(event: SyntheticEvent): FastingEvent[] {
	const { event_id: id, name, occurred_at: occurredAt, ts: recordedAt, tz: timeZone, props } = event;
	if (occurredAt === null) return [];
	const reported = { id, occurredAt, recordedAt, timeZone, fastId: String(props['fast_id']) };
	return name === 'fast_started'
		? [{ ...reported, kind: 'start', goalHours: Number(props['goal_hours']) }]
		: [{ ...reported, kind: 'end' }];
}
