import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { correctTime } from '../../../domain/events/correct-time.ts';

const at = (time: string): number => Date.parse(`2026-01-10T${time}Z`);
const corrected = (clientTs: number, sentAt: number | null, receivedAt: number) => {
	const { ts, flags } = correctTime({ clientTs, sentAt, receivedAt });
	return { ts: new Date(ts).toISOString(), flags };
};

describe('the time of an event by the server’s clock', () => {
	it('is right for a phone that is two hours fast (the reference’s vector)', () => {
		expect(corrected(at('13:30:00'), at('14:00:00'), at('12:00:05'))).toEqual({
			ts: '2026-01-10T11:30:05.000Z',
			flags: [],
		});
	});

	it('is the phone’s without sent_at, and never in the future', () => {
		expect(corrected(at('11:00:00'), null, at('12:00:00'))).toEqual({
			ts: '2026-01-10T11:00:00.000Z',
			flags: ['no_sent_at'],
		});
		expect(corrected(at('13:00:00'), null, at('12:00:00'))).toEqual({
			ts: '2026-01-10T12:00:00.000Z',
			flags: ['no_sent_at'],
		});
	});

	it('is its arrival when it would be later than that, flagged from five minutes on', () => {
		const arrival = '2026-01-10T12:00:00.000Z';
		expect(corrected(at('12:05:00'), at('12:00:00'), at('12:00:00'))).toEqual({ ts: arrival, flags: [] });
		expect(corrected(at('12:05:00.001'), at('12:00:00'), at('12:00:00'))).toEqual({
			ts: arrival,
			flags: ['clock_set_back'],
		});
	});

	it('is kept and flagged when it is older than seven days', () => {
		const week = 7 * 86_400_000;
		const received = at('12:00:00');
		expect(correctTime({ clientTs: received - week, sentAt: received, receivedAt: received }).flags).toEqual(
			[],
		);
		expect(correctTime({ clientTs: received - week - 1, sentAt: received, receivedAt: received })).toEqual({
			ts: received - week - 1,
			flags: ['late'],
		});
	});
});

const instant = fc.integer({ min: 0, max: Date.UTC(2100, 0) });
const span = fc.integer({ min: 0, max: 30 * 86_400_000 });

test('a clock that is wrong by any constant changes nothing', () => {
	fc.assert(
		fc.property(instant, span, span, instant, (happened, waited, travelled, error) => {
			const receivedAt = happened + waited + travelled;
			const times = { clientTs: happened, sentAt: happened + waited, receivedAt };
			const wrong = { ...times, clientTs: times.clientTs + error, sentAt: times.sentAt + error };
			expect(correctTime(wrong)).toEqual(correctTime(times));
		}),
	);
});

test('no time is after its arrival, and the later of two events stays the later', () => {
	fc.assert(
		fc.property(instant, instant, fc.option(instant), instant, (one, other, sentAt, receivedAt) => {
			const [earlier, later] = [one, other].sort((a, b) => a - b) as [number, number];
			const [first, second] = [earlier, later].map(
				(clientTs) => correctTime({ clientTs, sentAt, receivedAt }).ts,
			) as [number, number];
			expect(second).toBeLessThanOrEqual(receivedAt);
			expect(first).toBeLessThanOrEqual(second);
		}),
	);
});
