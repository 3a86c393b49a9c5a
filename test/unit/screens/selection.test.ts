import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { negotiateSchema } from '../../../domain/screens/negotiate-schema.ts';
import { selectVariant } from '../../../domain/screens/select-screen.ts';

const goals = ['default', 'lose', 'gain'];
const locales = ['en', 'ar'];
const variant = fc.record({ goal: fc.constantFrom(...goals), locale: fc.constantFrom(...locales) });

describe('selectVariant', () => {
	const wanted = { goal: 'lose', locale: 'ar' };
	const order = [
		wanted,
		{ goal: 'default', locale: 'ar' },
		{ goal: 'lose', locale: 'en' },
		{ goal: 'default', locale: 'en' },
	];

	it('falls back from exact to default goal to English', () => {
		for (let gone = 0; gone < order.length; gone += 1) {
			const rows = order.slice(gone).reverse();
			expect(selectVariant(rows, wanted)).toEqual(order[gone]);
		}
	});

	it('serves nothing that was meant for others', () => {
		expect(selectVariant([{ goal: 'gain', locale: 'ar' }], wanted)).toBeNull();
		expect(selectVariant([{ goal: 'default', locale: 'ar' }], { goal: 'lose', locale: 'en' })).toBeNull();
	});

	it('prefers exact, whatever the order of the rows, and answers only with a row', () => {
		fc.assert(
			fc.property(fc.array(variant), variant, (rows, query) => {
				const chosen = selectVariant(rows, query);
				if (chosen) expect(rows).toContain(chosen);
				const hasExact = rows.some(({ goal, locale }) => goal === query.goal && locale === query.locale);
				if (hasExact) expect(chosen).toEqual(query);
				expect(selectVariant([...rows].reverse(), query)).toEqual(chosen);
			}),
		);
	});
});

describe('negotiateSchema', () => {
	const releases = [3, 2, 2, 1].map((schema_version, index) => ({ schema_version, index }));

	it.each([
		[undefined, { kind: 'exact' }],
		[4, { kind: 'exact' }],
		[3, { kind: 'last_good', release: releases[0] }],
		[2, { kind: 'last_good', release: releases[1] }],
		[0, { kind: 'upgrade' }],
	])('schema %s', (schema, expected) => {
		expect(negotiateSchema({ schema_version: 4 }, releases, schema)).toEqual(expected);
	});

	it('never serves what the app cannot render, and never an older release than needed', () => {
		const version = fc.integer({ min: 1, max: 6 });
		fc.assert(
			fc.property(version, fc.array(version), version, (live, versions, schema) => {
				const newestFirst = versions.map((schema_version, index) => ({ schema_version, index }));
				const verdict = negotiateSchema({ schema_version: live }, newestFirst, schema);
				expect(verdict.kind === 'exact').toBe(live <= schema);
				if (verdict.kind !== 'last_good') return;
				expect(verdict.release.schema_version).toBeLessThanOrEqual(schema);
				const newer = newestFirst.slice(0, verdict.release.index);
				expect(newer.every(({ schema_version }) => schema_version > schema)).toBe(true);
			}),
		);
	});
});
