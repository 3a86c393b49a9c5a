import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CatalogueEntry } from '../../../../domain/screens/changes/find-catalogue-breaks.ts';
import { findCatalogueBreaks } from '../../../../domain/screens/changes/find-catalogue-breaks.ts';
import { checkCatalogueChange } from '../../../../domain/screens/changes/check-changes.ts';
import { components } from '../../../../schema/seed/components.ts';

const schema = {
	type: 'object',
	required: ['text'],
	properties: {
		text: { type: 'string', maxLength: 60 },
		size: { enum: ['s', 'm'] },
		action: { $ref: 'bebetter:defs#/$defs/action' },
		items: { type: 'array', items: { type: 'object', properties: { n: { type: 'integer' } } } },
		one: { oneOf: [{ properties: { kind: { const: 'x' } } }, { properties: { kind: { const: 'y' } } }] },
	},
	additionalProperties: false,
};
const entry: CatalogueEntry = {
	type: 'note',
	since_schema_version: 1,
	props_schema: schema,
	allows_children: false,
};
const { properties } = schema;
const withProps = (change: Record<string, unknown>) => ({
	props_schema: { ...schema, properties: { ...properties, ...change } },
});

const brief = (change: Partial<CatalogueEntry>, newest = 2) =>
	findCatalogueBreaks(entry, { ...entry, ...change }, newest).map(
		({ code, severity, pointer }) => `${severity} ${code} ${pointer}`,
	);

const { size: _size, ...withoutSize } = properties;
const breaking: [string, Partial<CatalogueEntry>, string][] = [
	[
		'a property removed',
		{ props_schema: { ...schema, properties: withoutSize } },
		'PROPERTY_REMOVED /properties/size',
	],
	['one retyped', withProps({ text: { type: 'number' } }), 'PROPERTY_RETYPED /properties/text'],
	[
		'one of another form',
		withProps({ text: { type: 'string', format: 'https-url' } }),
		'PROPERTY_RETYPED /properties/text',
	],
	[
		'another reference',
		withProps({ action: { $ref: 'bebetter:defs#/$defs/image' } }),
		'PROPERTY_RETYPED /properties/action',
	],
	[
		'one newly required',
		{ props_schema: { ...schema, required: ['text', 'size'] } },
		'PROPERTY_REQUIRED /properties/size',
	],
	[
		'one no longer required',
		{ props_schema: { ...schema, required: [] } },
		'PROPERTY_REMOVED /properties/text',
	],
	['more choices', withProps({ size: { enum: ['s', 'm', 'l'] } }), 'ENUM_WIDENED /properties/size'],
	['fewer choices', withProps({ size: { enum: ['s'] } }), 'ENUM_NARROWED /properties/size'],
	['any text for a choice', withProps({ size: { type: 'string' } }), 'ENUM_WIDENED /properties/size'],
	[
		'other items',
		withProps({ items: { type: 'array', items: { type: 'string' } } }),
		'PROPERTY_RETYPED /properties/items/items',
	],
	[
		'an alternative more',
		withProps({ one: { oneOf: [...properties.one.oneOf, { properties: { kind: { const: 'z' } } }] } }),
		'ENUM_WIDENED /properties/one/oneOf/2',
	],
	[
		'an alternative less',
		withProps({ one: { oneOf: properties.one.oneOf.slice(1) } }),
		'ENUM_NARROWED /properties/one/oneOf',
	],
	['children', { allows_children: true }, 'CHILDREN_CHANGED '],
];

describe('findCatalogueBreaks', () => {
	it.each<[string, Partial<CatalogueEntry>]>([
		['nothing', {}],
		['an optional property', withProps({ icon: { type: 'string' } })],
		['another title and order', withProps({ text: { maxLength: 60, title: 'Words', type: 'string' } })],
		['a longer text', withProps({ text: { type: 'string', maxLength: 90 } })],
		['choices in another order', withProps({ size: { enum: ['m', 's'] } })],
		[
			'an optional property of an alternative',
			withProps({
				one: {
					oneOf: [
						{ properties: { kind: { const: 'y' } } },
						{ properties: { kind: { const: 'x' }, more: { type: 'string' } } },
					],
				},
			}),
		],
		['a version above every layout', { since_schema_version: 3 }],
	])('lets pass %s', (_name, change) => {
		expect(brief(change)).toEqual([]);
	});

	it.each(breaking)('names %s, unless the type is new to every app', (_name, change, expected) => {
		expect(brief(change)).toContain(`breaking ${expected}`);
		expect(brief({ ...change, since_schema_version: 3 })).toContain(`notice ${expected}`);
		// Apps of version 2 have been served layouts already.
		expect(brief({ ...change, since_schema_version: 2 })).toContain(`breaking ${expected}`);
	});

	it('does not let a type become known to older apps, nor another name', () => {
		const later = { ...entry, since_schema_version: 3 };
		expect(findCatalogueBreaks(later, entry, 2)).toMatchObject([{ code: 'COMPONENT_TYPE_NEW' }]);
		expect(findCatalogueBreaks({ ...entry, since_schema_version: 9 }, later, 2)).toEqual([]);
		expect(brief({ type: 'other', since_schema_version: 9 })).toEqual(['breaking COMPONENT_TYPE_NEW ']);
	});

	it('doubts a new type under a version that is out', () => {
		expect(findCatalogueBreaks(null, entry, 2)).toMatchObject([{ severity: 'notice' }]);
		expect(findCatalogueBreaks(null, { ...entry, since_schema_version: 3 }, 2)).toEqual([]);
	});

	it('ends for schemas that refer to themselves', () => {
		const tree = (more: object) => ({
			type: 'object',
			properties: { left: { $ref: '#' }, right: { $ref: '#' }, ...more },
		});
		const after = { ...entry, props_schema: tree({ name: { type: 'string' } }) };
		expect(findCatalogueBreaks({ ...entry, props_schema: tree({}) }, after)).toEqual([]);
	});

	it('finds nothing between an entry and itself, whatever the schema', () => {
		for (const one of components) expect(findCatalogueBreaks(one, structuredClone(one), 9)).toEqual([]);
		fc.assert(
			fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (props_schema) => {
				const one = { ...entry, props_schema };
				expect(findCatalogueBreaks(one, structuredClone(one))).toEqual([]);
			}),
		);
	});

	it('refuses with the version that would do', () => {
		const [problem] = checkCatalogueChange(entry, { ...entry, allows_children: true }, 4);
		expect(problem).toMatchObject({ field: 'since_schema_version', code: 'BREAKING_CHANGE' });
		expect(problem!.message.en).toContain('schema version 5');
		expect(problem!.message.ar).toContain('5');
	});
});
