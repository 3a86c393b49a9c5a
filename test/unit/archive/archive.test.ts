import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { copyProblem } from '../../../domain/archive/check-copy.ts';
import { csvField, csvRecord } from '../../../domain/archive/csv.ts';
import { DailyCounter } from '../../../domain/archive/daily-stats.ts';
import { archivedBefore, daysToRollUp, spanOfDay, utcDay } from '../../../domain/archive/days.ts';
import { idOfLine, readLine } from '../../../domain/archive/event-line.ts';
import { objectName } from '../../../domain/archive/object-name.ts';
import { parseConfig } from '../../../platform/config.ts';

const now = Date.parse('2026-09-30T23:59:59.999Z');

describe('days that are archived', () => {
	it('leave the days that are to be kept, whole', () => {
		expect(archivedBefore(now, 90)).toBe('2026-07-02');
		expect(archivedBefore(now + 1, 90)).toBe('2026-07-03');
		expect(archivedBefore(now, 90, '2026-07-12')).toBe('2026-07-12');
		expect(() => archivedBefore(now, 90, '2026-07-13')).toThrow('use 2026-07-12 or an earlier day');
	});

	it('are those of UTC', () => {
		const { from, until } = spanOfDay('2026-06-01');
		expect([utcDay(from), utcDay(until - 1), utcDay(until)]).toEqual([
			'2026-06-01',
			'2026-06-01',
			'2026-06-02',
		]);
	});

	it('cannot be fewer than statistics read back', () => {
		expect(parseConfig({ BEBETTER_EVENTS_KEEP_DAYS: '80' }).BEBETTER_EVENTS_KEEP_DAYS).toBe(80);
		expect(() => parseConfig({ BEBETTER_EVENTS_KEEP_DAYS: 79 })).toThrow(
			'BEBETTER_EVENTS_KEEP_DAYS: use 80 or more',
		);
	});

	it('are rolled up from the last one that was, again, to yesterday', () => {
		expect(daysToRollUp(now, '2026-09-28', '2026-06-01')).toEqual({ from: '2026-09-28', to: '2026-09-29' });
		expect(daysToRollUp(now, null, '2026-09-29')).toEqual({ from: '2026-09-29', to: '2026-09-29' });
		expect(daysToRollUp(now, null, '2026-09-30')).toBeNull();
		expect(daysToRollUp(now, null, null)).toBeNull();
	});
});

describe('archives', () => {
	it('are named by day and part', () => {
		expect(objectName('2026-08-21', 12, 'x')).toBe(
			'bebetter-archive/events/2026/08/21/events-2026-08-21-0012-x.ndjson.gz',
		);
	});

	it('are only what was written', () => {
		const written = { rows: 3, bytes: 90, sha256: 'a' };
		expect(copyProblem(written, { ...written })).toBeNull();
		expect(copyProblem(written, { ...written, rows: 2 })).toBe('it has 2 rows instead of 3');
		expect(copyProblem(written, { ...written, bytes: 89 })).toBe('it has 89 bytes instead of 90');
		expect(copyProblem(written, { ...written, sha256: 'b' })).toBe('its SHA-256 is another');
	});

	it('have lines that begin with the id, however large', () => {
		expect(idOfLine('{"id":9223372036854775807,"event_id":"x"}')).toBe('9223372036854775807');
		expect(() => idOfLine('{"event_id":"{\\"id\\":1"}')).toThrow('does not begin with the id');
	});

	it('are read with times in UTC, in whichever form the database had them', () => {
		const line = JSON.stringify({
			id: 1,
			client_ts: '2026-06-01 09:00:00',
			sent_at: '2026-06-01T09:00:00.123456Z',
			received_at: 1_780_304_400_000,
			occurred_at: null,
			ts: '2026-06-01 12:00:00+03:00',
			props: '{"a":1}',
			flags: 'no JSON',
		});
		expect(readLine(line)).toEqual({
			id: 1,
			client_ts: '2026-06-01T09:00:00.000Z',
			sent_at: '2026-06-01T09:00:00.123Z',
			received_at: '2026-06-01T09:00:00.000Z',
			occurred_at: null,
			ts: '2026-06-01T09:00:00.000Z',
			props: { a: 1 },
			flags: 'no JSON',
		});
	});
});

describe('CSV', () => {
	it('quotes what RFC 4180 has quoted, and guards formulas', () => {
		expect(csvRecord([1, null, 'a,b', 'say "hi"', 'two\nlines', { a: 1 }, true])).toBe(
			'1,,"a,b","say ""hi""","two\nlines","{""a"":1}",true\r\n',
		);
		for (const [text, field] of [
			['=1+1', "'=1+1"],
			['+1', "'+1"],
			['-2-3', "'-2-3"],
			['@SUM(A1)', "'@SUM(A1)"],
			['\tx', "'\tx"],
			['-2.5', '-2.5'],
			[-3, '-3'],
		] as const)
			expect(csvField(text)).toBe(field);
	});

	it('comes back as it was, and never begins like a formula', () => {
		fc.assert(
			fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 5 }), (values) => {
				const fields = readRecord(csvRecord(values));
				expect(fields.map((field) => field.replace(/^'(?=[=+\-@\t\r])/, ''))).toEqual(
					values.map((value) => value.replace(/^'(?=[=+\-@\t\r])/, '')),
				);
				for (const field of fields) expect(field).not.toMatch(/^[=+@\t\r]/);
			}),
		);
	});

	/** A reader of one record that knows nothing of the writer. */
	function readRecord(record: string): string[] {
		const fields = [''];
		let isQuoted = false;
		for (let at = 0; at < record.length - 2; at += 1) {
			const character = record[at]!;
			if (isQuoted && character === '"' && record[at + 1] === '"') at += 1;
			else if (character === '"') {
				isQuoted = !isQuoted;
				continue;
			} else if (character === ',' && !isQuoted) {
				fields.push('');
				continue;
			}
			fields[fields.length - 1] += character;
		}
		return fields;
	}
});

describe('counts of a day', () => {
	it('count different people for each row and for all', () => {
		const counter = new DailyCounter();
		const event = { name: 'a_b', platform: 'ios', app_version: null, locale: 'ar' };
		counter.add({ ...event, user_hash: '1' });
		counter.add({ ...event, user_hash: '1', name: 'c_d' });
		counter.add({ ...event, user_hash: null, anon_id: '2' });
		counter.add({ ...event, user_hash: null, anon_id: null });
		const row = { platform: 'ios', app_version: 'unknown', locale: 'ar' };
		expect(counter.stats).toEqual([
			{ ...row, name: 'a_b', events: 3, users: 2 },
			{ name: '*', platform: '*', app_version: '*', locale: '*', events: 4, users: 2 },
			{ ...row, name: 'c_d', events: 1, users: 1 },
		]);
	});
});
