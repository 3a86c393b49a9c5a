import fc from 'fast-check';
import type { FastingEvent } from '../../../domain/fasting/event.ts';
import { DAY, end, history, HOUR, MINUTE, start } from './histories.ts';

/** A zone as phones send it: most as it should be, some that nobody knows. */
const oddZone = fc.constantFrom(null, 'Mars/Olympus', '+03:00', '', 'America/New_York', 'Africa/Casablanca');

const fastId = (events: readonly FastingEvent[]) =>
	fc.oneof(
		fc.constantFrom(null, 'unheard-of'),
		fc.constantFrom(null, ...events.map((event) => event.fastId)),
	);

/** One thing that goes wrong, somewhere in a history. */
function trouble(events: readonly FastingEvent[], index: number): fc.Arbitrary<FastingEvent[]> {
	const anywhere = fc.constantFrom(...events);
	const id = `trouble-${index}`;
	const repeatedStart = fc
		.record({
			near: anywhere,
			minutes: fc.integer({ min: 0, max: 9 }),
			fastId: fastId(events),
			goalHours: fc.constantFrom(null, 12, 16),
		})
		.map(({ near, minutes, ...detail }) => [
			start(near.occurredAt + minutes * MINUTE, { ...detail, id, timeZone: near.timeZone }),
		]);
	const anyEnd = fc
		.record({
			near: anywhere,
			minutes: fc.integer({ min: -600, max: 600 }),
			fastId: fastId(events),
			timeZone: oddZone,
			late: fc.integer({ min: 0, max: 3 }),
		})
		.map(({ near, minutes, late, ...detail }) => {
			const occurredAt = near.occurredAt + minutes * MINUTE;
			return [end(occurredAt, { ...detail, id, recordedAt: occurredAt + late * HOUR })];
		});
	const edit = fc
		.record({ of: anywhere, hours: fc.integer({ min: -20, max: 20 }), late: fc.integer({ min: 0, max: 4 }) })
		.map(({ of, hours, late }) => [
			end(of.occurredAt + hours * HOUR, {
				id,
				fastId: of.fastId,
				timeZone: of.timeZone,
				recordedAt: of.recordedAt + late * DAY,
			}),
		]);
	return fc.oneof(repeatedStart, anyEnd, edit);
}

/** A history in which up to eight things went wrong: repeated starts, ends of nothing, edits, zones that nobody knows. */
export const messyHistory: fc.Arbitrary<FastingEvent[]> = history.chain((events) =>
	events.length === 0
		? fc.constant([])
		: fc
				.tuple(...Array.from({ length: 8 }, (_, index) => fc.option(trouble(events, index), { freq: 2 })))
				.map((troubles) => [...events, ...troubles.flatMap((made) => made ?? [])]),
);

/** As apps that number fasts send them: now and then a repeated start, a forgotten end or an end that is edited. */
export const realisticHistory: fc.Arbitrary<FastingEvent[]> = fc
	.array(
		fc.record({
			hours: fc.integer({ min: 10, max: 20 }),
			forgotten: fc.integer({ min: 0, max: 24 }).map((one) => one === 0),
			repeated: fc.integer({ min: 0, max: 24 }).map((one) => one === 0),
			edited: fc.integer({ min: 0, max: 14 }).map((one) => one === 0),
			skipped: fc.integer({ min: 0, max: 6 }).map((one) => one === 0),
		}),
		{ minLength: 30, maxLength: 90 },
	)
	.map((fasts) =>
		fasts.flatMap(({ hours, forgotten, repeated, edited, skipped }, index) => {
			if (skipped) return [];
			const started = Date.parse('2025-12-01T17:00Z') + index * DAY;
			const detail = { fastId: `fast-${index}` };
			const ended = started + hours * HOUR;
			return [
				start(started, { ...detail, id: `start-${index}` }),
				...(repeated ? [start(started + MINUTE, { id: `again-${index}` })] : []),
				...(forgotten ? [] : [end(ended, { ...detail, id: `end-${index}` })]),
				...(edited
					? [end(ended - HOUR, { ...detail, id: `edit-${index}`, recordedAt: ended + 2 * HOUR })]
					: []),
			];
		}),
	);
