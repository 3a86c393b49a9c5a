import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findInJsonText, parseJsonText } from '../../../../domain/screens/editing/json-text.ts';
import { appendToPointer } from '../../../../domain/json-pointer.ts';
import { isRecord } from '../../../../domain/record.ts';

function* places(value: unknown, pointer = ''): Generator<[string, unknown]> {
	yield [pointer, value];
	if (!isRecord(value) && !Array.isArray(value)) return;
	for (const [key, entry] of Object.entries(value)) yield* places(entry, appendToPointer(pointer, key));
}

describe('JSON as text', () => {
	it('says the line and column of a fault', () => {
		expect(parseJsonText('{\n\t"a": 1,\n\t"b" 2\n}')).toEqual({
			ok: false,
			place: { offset: 16, line: 3, column: 6 },
		});
		expect(parseJsonText('{"a":1,}')).toMatchObject({ place: { offset: 7, line: 1, column: 8 } });
		expect(parseJsonText('')).toMatchObject({ place: { offset: 0, line: 1, column: 1 } });
	});

	it('finds every value of any JSON by its pointer', () => {
		fc.assert(
			fc.property(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom(undefined, '\t'), (value, indent) => {
				const text = JSON.stringify(value, null, indent);
				for (const [pointer, part] of places(JSON.parse(text))) {
					const found = findInJsonText(text, pointer)!;
					expect(JSON.parse(text.slice(found.from.offset, found.to.offset))).toEqual(part);
				}
				expect(findInJsonText(text, '/not/there/at/all')).toBeNull();
			}),
		);
	});

	it('points at what does not belong, or at the word that it stands in', () => {
		fc.assert(
			fc.property(fc.jsonValue(), fc.nat(), (value, at) => {
				const text = JSON.stringify(value);
				const place = at % (text.length + 1);
				const broken = `${text.slice(0, place)}#${text.slice(place)}`;
				const parsed = parseJsonText(broken);
				if (parsed.ok) {
					expect(JSON.stringify(parsed.value)).toContain('#');
				} else {
					expect(parsed.place.offset).toBeLessThanOrEqual(place);
					expect(broken.slice(parsed.place.offset, place)).toMatch(/^([-+.\w]*|".*)$/);
				}
			}),
		);
	});

	it('points at the end of what is not finished, however deep it is', () => {
		expect(parseJsonText('{"a": [1,')).toMatchObject({ place: { offset: 9 } });
		expect(parseJsonText('['.repeat(200_000))).toMatchObject({ ok: false, place: { offset: 200_000 } });
	});
});
