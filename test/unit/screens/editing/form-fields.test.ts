import { describe, expect, it } from 'vitest';
import { compileCatalogue } from '../../../../domain/screens/compile-catalogue.ts';
import {
	canShow,
	fieldKind,
	formFields,
	initialValue,
	initialVariant,
} from '../../../../domain/screens/editing/form-fields.ts';
import { isRecord } from '../../../../domain/record.ts';
import { components } from '../../../../schema/seed/components.ts';
import { screens } from '../../../../schema/seed/screens/index.ts';
import { listComponents } from '../../../../domain/screens/editing/component-tree.ts';
import { valueAt } from '../../../../domain/screens/editing/pointer.ts';

const schemaOf = (type: string) => components.find((known) => known.type === type)!.props_schema;
const fieldOf = (type: string, name: string) =>
	formFields(schemaOf(type)).find((known) => known.name === name)!;

describe('the form of a component', () => {
	it('has names in both languages and knows what is required', () => {
		expect(fieldOf('hero', 'title')).toMatchObject({
			isRequired: true,
			label: { en: 'Title', ar: 'العنوان' },
		});
		expect(fieldOf('hero', 'action')).toMatchObject({ isRequired: false, label: { en: 'On tap' } });
	});

	it.each([
		['hero', 'title', { kind: 'text', maxLength: 80, isLong: false }],
		['hero', 'subtitle', { kind: 'text', maxLength: 240, isLong: true }],
		['heading', 'level', { kind: 'choice', values: [1, 2, 3] }],
		['carousel', 'peek', { kind: 'toggle' }],
		['meal_log_list', 'limit', { kind: 'number', minimum: 1, maximum: 50, isWhole: true }],
		['fasting_timer', 'default_preset', { kind: 'reference', collection: 'fasting_presets' }],
		['recipe_carousel', 'recipes', { kind: 'list', minItems: 1, maxItems: 20 }],
		['hero', 'action', { kind: 'variants', tag: 'type' }],
		['hero', 'image', { kind: 'group' }],
	])('shows %s.%s', (type, name, kind) => {
		expect(fieldKind(fieldOf(type, name).schema)).toMatchObject(kind);
	});

	it('shows everything in the seed screens, down to entries of lists, without falling back to JSON', () => {
		const shown = new Set<string>();
		for (const { payload_json: payload } of screens)
			for (const { pointer, type } of listComponents(payload)) {
				const props = valueAt(payload, `${pointer}/props`);
				expect(unshown(schemaOf(type), props, type)).toEqual([]);
				shown.add(type);
			}
		expect(shown.size).toBeGreaterThan(15);
	});

	it('leaves to JSON what it cannot show', () => {
		expect(fieldKind({ type: ['string', 'null'] })).toEqual({ kind: 'json' });
		expect(fieldKind({ enum: [{ a: 1 }, 2] })).toEqual({ kind: 'json' });
		expect(fieldKind({ oneOf: [{ type: 'string' }, { type: 'number' }] })).toEqual({ kind: 'json' });
		expect(canShow(fieldKind({ type: 'string' }), 7)).toBe(false);
		expect(canShow(fieldKind({ type: 'string' }), undefined)).toBe(true);
	});

	it('follows references of the schema itself, and ends where they turn in a circle', () => {
		const root = { $defs: { word: { type: 'string', title: 'Word' }, loop: { $ref: '#/$defs/loop' } } };
		expect(fieldKind({ $ref: '#/$defs/word' }, root)).toMatchObject({ kind: 'text' });
		expect(fieldKind({ $ref: '#/$defs/loop' }, root)).toEqual({ kind: 'json' });
		expect(fieldKind({ $ref: '#/$defs/none' }, root)).toEqual({ kind: 'json' });
	});

	it('starts a new entry with all that is required', () => {
		const items = fieldKind(fieldOf('quick_add', 'items').schema);
		expect(items.kind === 'list' && initialValue(items.items)).toEqual({
			label: '',
			action: { type: 'navigate', screen: '' },
		});
	});

	it('keeps what two kinds of action have in common', () => {
		const kind = fieldKind(fieldOf('hero', 'action').schema);
		if (kind.kind !== 'variants') throw new Error('not variants');
		const before = { type: 'open_recipe', slug: 'koshari' };
		expect(initialVariant(kind, 'open_video', before)).toEqual({ type: 'open_video', slug: 'koshari' });
		expect(initialVariant(kind, 'end_fast', before)).toEqual({ type: 'end_fast' });
	});

	it('starts each component with an example that its schema takes', () => {
		const definitions = components.map((row) => ({ ...row, deprecated: row.deprecated }));
		const catalogue = compileCatalogue(definitions);
		for (const { type, example } of components)
			expect(catalogue.components.get(type)?.checkProps?.(example).faults).toEqual([]);
	});
});

/** Where a form would have to show JSON. */
function unshown(schema: Record<string, unknown>, value: unknown, at: string): string[] {
	if (value === undefined) return [];
	const kind = fieldKind(schema);
	if (kind.kind === 'json' || !canShow(kind, value)) return [at];
	if (kind.kind === 'list')
		return (value as unknown[]).flatMap((entry, index) => unshown(kind.items, entry, `${at}/${index}`));
	const fields =
		kind.kind === 'group'
			? kind.fields
			: kind.kind === 'variants'
				? (kind.variants.find(({ tag }) => isRecord(value) && tag === value[kind.tag])?.fields ?? [])
				: [];
	return fields.flatMap(({ name, schema: inner }) =>
		unshown(inner, (value as Record<string, unknown>)[name], `${at}/${name}`),
	);
}
