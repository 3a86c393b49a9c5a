import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appendToPointer } from '../../../../domain/json-pointer.ts';
import {
	tokensOf,
	valueAt,
	withEntryAt,
	withEntryMoved,
	withoutValueAt,
	withValueAt,
} from '../../../../domain/screens/editing/pointer.ts';

const tokens = fc.array(fc.string({ maxLength: 4 }), { maxLength: 5 });
const pointerOf = (names: readonly string[]) => names.reduce<string>(appendToPointer, '');

describe('changes by pointer', () => {
	it('read back what they wrote, share what they did not touch, and leave the old value as it was', () => {
		const old = { a: { b: [1, { c: 2 }] }, d: { e: 5 } };
		const copy = structuredClone(old);
		const changed = withValueAt(old, '/a/b/1/c', 3) as typeof old;
		expect(changed).toEqual({ a: { b: [1, { c: 3 }] }, d: { e: 5 } });
		expect(changed.d).toBe(old.d);
		expect(old).toEqual(copy);
		expect(withValueAt(old, '/a/b/1/c', 2)).toBe(old);
	});

	it('work for any names, those of prototypes included', () => {
		fc.assert(
			fc.property(tokens, fc.jsonValue(), (names, value) => {
				const pointer = pointerOf(names);
				expect(tokensOf(pointer)).toEqual(names);
				expect(valueAt(withValueAt({}, pointer, value), pointer)).toEqual(value);
			}),
		);
		const changed = withValueAt({}, '/__proto__/polluted', true);
		expect(valueAt(changed, '/__proto__/polluted')).toBe(true);
		expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
		expect(valueAt({}, '/toString')).toBeUndefined();
	});

	it('do nothing where something else stands in the way', () => {
		const root = { a: 'text', list: [1] };
		expect(withValueAt(root, '/a/b', 1)).toBe(root);
		expect(withValueAt(root, '/list/7/b', 1)).toBe(root);
		expect(withoutValueAt(root, '/nothing')).toBe(root);
	});

	it('add to, move in and take from lists', () => {
		const root = { list: ['a', 'b', 'c'] };
		expect(withEntryAt(root, '/list', 1, 'x')).toEqual({ list: ['a', 'x', 'b', 'c'] });
		expect(withEntryAt({}, '/list', 0, 'x')).toEqual({ list: ['x'] });
		expect(withEntryMoved(root, '/list', 0, 2)).toEqual({ list: ['b', 'c', 'a'] });
		expect(withEntryMoved(root, '/list', 2, -4)).toEqual({ list: ['c', 'a', 'b'] });
		expect(withoutValueAt(root, '/list/1')).toEqual({ list: ['a', 'c'] });
	});
});
