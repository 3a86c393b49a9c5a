import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Check } from '../../../../domain/operations/integrity/check.ts';
import { ownRuleSchema, type OwnRule } from '../../../../domain/operations/integrity/rule.ts';
import {
	fitsForm,
	toDraft,
	toRule,
} from '../../../../extensions/modules/operations/integrity/editor/draft.ts';
import { repositoryRoot } from '../../../../host/paths.ts';

const column = fc.constantFrom('name', 'begins_at', 'user');
const columns = fc.uniqueArray(column, { minLength: 2, maxLength: 3 });
const value = fc.oneof(fc.integer(), fc.boolean(), fc.constantFrom('draft', 'https://', '$now'));
const condition = fc.oneof(
	fc.record({ column, op: fc.constantFrom('eq', 'neq', 'lt', 'gte', 'starts_with'), value }),
	fc.record({
		column,
		op: fc.constantFrom('in', 'nin'),
		value: fc.array(value, { minLength: 1, maxLength: 3 }),
	}),
	fc.record({ column, op: fc.constantFrom('null', 'nempty') }),
);
const where = fc.array(condition, { maxLength: 2 });
const parent = fc.record({ collection: fc.constantFrom('foods', 'directus_users'), column, where });
const keep = fc.record({ column, which: fc.constantFrom('first', 'last') });
const empty = fc.constantFrom('ignore', 'report');
const kind = <Shape extends Record<string, fc.Arbitrary<unknown>>>(name: Check['kind'], shape: Shape) =>
	fc.record({ kind: fc.constant(name), collection: fc.constant('recipes'), where, ...shape });
const path = fc.constantFrom(['items', '*', 'slug'], ['**', 'slug'], ['slug']);

const check = fc.oneof(
	kind('orphan', { column, parent }),
	kind('order', { low: fc.constant('name'), high: fc.constant('user'), equal: fc.boolean(), empty }),
	kind('range', { columns, min: fc.integer({ max: 0 }), max: fc.integer({ min: 1 }), empty }),
	kind('max_per_group', { columns, most: fc.integer({ min: 1, max: 9 }), keep }),
	kind('required_pair', { columns, need: fc.constantFrom('all', 'together') }),
	kind('unique', { columns, ignore_case: fc.boolean(), ignore_spaces: fc.boolean() }),
	kind('json_reference', { column, path, parent }),
);
const rule = fc.record({
	id: fc.constant('mine'),
	severity: fc.constantFrom('error', 'warning'),
	title: fc.constant({ en: 'Wrong', ar: 'خطأ' }),
	remedy: fc.constant({ en: 'Mend it.', ar: 'أصلحه.' }),
	fixers: fc.constantFrom([], [{ action: 'set', values: { status: 'archived' } }], [{ action: 'delete' }]),
	check,
});

describe('the form of a rule', () => {
	it('loses nothing of a rule that it says it can show', () => {
		fc.assert(
			fc.property(rule, (given) => {
				const parsed = ownRuleSchema.parse(given) as OwnRule;
				expect(fitsForm(parsed)).toBe(true);
				expect(ownRuleSchema.parse(toRule(toDraft(parsed)))).toEqual(parsed);
			}),
		);
	});

	it('leaves to JSON what it cannot show', () => {
		const parsed = ownRuleSchema.parse({
			id: 'mine',
			severity: 'error',
			title: { en: 'a', ar: 'ب' },
			remedy: { en: 'a', ar: 'ب' },
			fixers: [{ action: 'set', values: { status: 'archived', sort: null } }],
			check: { kind: 'range', collection: 'foods', columns: ['kcal'], max: 902 },
		});
		expect(fitsForm(parsed)).toBe(false);
	});
});

describe('rules', () => {
	const base = {
		id: 'mine',
		severity: 'error',
		title: { en: 'a', ar: 'ب' },
		remedy: { en: 'a', ar: 'ب' },
	};
	const refused: [string, object][] = [
		['check.kind', { kind: 'sql', collection: 'foods' }],
		['check.collection', { kind: 'range', collection: 'foods; drop table', columns: ['kcal'], min: 1 }],
		['check.min', { kind: 'range', collection: 'foods', columns: ['kcal'] }],
		['check.min', { kind: 'range', collection: 'foods', columns: ['kcal'], min: 2, max: 1 }],
		['check.high', { kind: 'order', collection: 'foods', low: 'kcal', high: 'kcal' }],
		['check.where', { kind: 'forbidden', collection: 'foods' }],
		['check.columns', { kind: 'unique', collection: 'foods', columns: ['slug', 'slug'] }],
		['check.columns', { kind: 'required_pair', collection: 'foods', columns: ['slug'] }],
		[
			'check.path',
			{
				kind: 'json_reference',
				collection: 'foods',
				column: 'tags',
				path: ['**'],
				parent: { collection: 'recipes', column: 'slug' },
			},
		],
		[
			'check.where.0',
			{ kind: 'forbidden', collection: 'foods', where: [{ column: 'kcal', op: 'raw', value: '1=1' }] },
		],
	];

	it.each(refused)('are refused at %s', (field, check) => {
		const parsed = ownRuleSchema.safeParse({ ...base, check });
		expect(parsed.success).toBe(false);
		expect(parsed.error!.issues.map(({ path }) => path.join('.')).join(' ')).toContain(field);
	});

	it('of administrators cannot take the name of ours', () => {
		const check = { kind: 'range', collection: 'foods', columns: ['kcal'], min: 1 };
		expect(ownRuleSchema.safeParse({ ...base, id: 'bebetter.mine', check }).success).toBe(false);
	});

	it('of the examples can be read', () => {
		const text = readFileSync(join(repositoryRoot, 'examples/integrity/scheduler.json'), 'utf8');
		const { rules } = JSON.parse(text) as { rules: unknown[] };
		expect(rules).toHaveLength(4);
		for (const rule of rules) expect(ownRuleSchema.safeParse(rule).error).toBeUndefined();
	});
});
