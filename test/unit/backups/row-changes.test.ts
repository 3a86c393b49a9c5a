import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rowChange } from '../../../domain/operations/backups/row-changes.ts';

const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
const row = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), value);

it('of a row that is gone is that it comes back', () => {
	expect(rowChange('1', { a: 1 }, undefined)).toEqual({ kind: 'insert', key: '1' });
});

it('of a row that is there names exactly the columns that differ', () =>
	fc.assert(
		fc.property(row, row, (backup, now) => {
			const change = rowChange('1', backup, now);
			const differing = Object.keys(backup).filter((name) => name in now && backup[name] !== now[name]);
			expect(change.kind).toBe(differing.length > 0 ? 'overwrite' : 'same');
			if (change.kind !== 'overwrite') return;
			expect(Object.keys(change.columns).toSorted()).toEqual(differing.toSorted());
			for (const [name, values] of Object.entries(change.columns))
				expect(values).toEqual({ now: now[name], backup: backup[name] });
		}),
	));
