import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acceptedVersions, versionTag } from '../../../domain/delivery/if-match.ts';
import { decodeCursor, encodeCursor } from '../../../domain/paging/cursor.ts';
import { addDays } from '../../../domain/time/civil-date.ts';
import { isTimeZone, localDate } from '../../../domain/time/local-clock.ts';
import { pantry } from '../../../schema/collections/pantry.ts';
import { decodeRow } from '../../../platform/sql/decode-row.ts';

describe('a cursor', () => {
	const ascii = fc.string({ unit: 'binary-ascii', maxLength: 40 });

	it('comes back as what it was made of', () => {
		fc.assert(
			fc.property(fc.array(fc.oneof(ascii, fc.integer()), { minLength: 1, maxLength: 3 }), (values) => {
				const cursor = encodeCursor(values);
				expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
				expect(
					decodeCursor(
						cursor,
						values.map(() => /^[^]*$/),
					),
				).toEqual(values);
			}),
		);
	});

	it('is refused, whatever else is sent', () => {
		fc.assert(
			fc.property(fc.string({ maxLength: 80 }), (text) => {
				expect(decodeCursor(text, [/^\d{4}$/])).toBeNull();
			}),
		);
		expect(decodeCursor(encodeCursor(['2026', 'x']), [/^\d{4}$/])).toBeNull();
		expect(decodeCursor(encodeCursor(['x']), [/^\d{4}$/])).toBeNull();
		expect(decodeCursor('A'.repeat(1000), [/^[^]*$/])).toBeNull();
		expect(decodeCursor(btoa('[null]'), [/^[^]*$/])).toBeNull();
	});
});

describe('If-Match', () => {
	it('accepts the versions that it names', () => {
		expect(acceptedVersions(versionTag(3))).toEqual([3]);
		expect(acceptedVersions('"1", "2"')).toEqual([1, 2]);
	});

	it('accepts all when it is absent or a star', () => {
		expect(acceptedVersions(undefined)).toBeNull();
		expect(acceptedVersions('*')).toBeNull();
	});

	it.each(['W/"3"', '"abc"', '3', '', '"99999999999999999999"'])('accepts none for %s', (field) => {
		expect(acceptedVersions(field)).toEqual([]);
	});
});

describe('a local date', () => {
	it.each([
		['2026-03-01T20:30:00Z', 'Asia/Riyadh', '2026-03-01'],
		['2026-03-01T21:00:00Z', 'Asia/Riyadh', '2026-03-02'],
		['2026-03-01T11:30:00Z', 'Pacific/Auckland', '2026-03-02'],
		['2026-03-01T04:59:59Z', 'America/New_York', '2026-02-28'],
		// On the night of the change to summer time, an hour does not exist.
		['2026-03-08T06:59:59Z', 'America/New_York', '2026-03-08'],
	])('at %s in %s is %s', (instant, zone, date) => {
		expect(localDate(Date.parse(instant), zone)).toBe(date);
	});

	it('moves by days over the ends of months and years', () => {
		expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
		expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
	});

	it.each(['+03:00', 'Riyadh', 'Asia/', '', 'Asia/Riyadh; drop', '../etc'])('%s is no zone', (name) => {
		expect(isTimeZone(name)).toBe(false);
	});

	it.each(['Asia/Riyadh', 'UTC', 'America/Argentina/Buenos_Aires', 'Etc/GMT+3'])('%s is one', (name) => {
		expect(isTimeZone(name)).toBe(true);
	});
});

describe('a date out of a database', () => {
	const expiresOn = (value: unknown) => decodeRow(pantry, { expires_on: value })['expires_on'];

	it('is the same from SQL, from Directus on SQLite and from PostgreSQL', () => {
		const localMidnight = new Date(2026, 0, 31);
		expect(expiresOn('2026-01-31')).toBe('2026-01-31');
		expect(expiresOn(localMidnight.getTime())).toBe('2026-01-31');
		expect(expiresOn(localMidnight)).toBe('2026-01-31');
		expect(expiresOn(null)).toBeNull();
	});
});
