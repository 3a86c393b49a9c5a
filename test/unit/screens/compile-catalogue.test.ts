import { describe, expect, it } from 'vitest';
import { collectReferences } from '../../../domain/screens/collect-references.ts';
import { compileCatalogue } from '../../../domain/screens/compile-catalogue.ts';
import { validateScreen } from '../../../domain/screens/validate-screen.ts';
import { definitions } from './catalogue-fixture.ts';

const [stack] = definitions;
if (!stack) throw new Error('fixture');

describe('compileCatalogue', () => {
	it.each<[string, unknown]>([
		['an unknown type', { type: 'objekt' }],
		['a dangling reference', { $ref: 'bebetter:defs#/$defs/nothing' }],
		['no object', true],
		['null', null],
		['a broken pattern', { properties: { a: { pattern: '(' } } }],
	])('turns %s into a problem and keeps the rest', (_name, schema) => {
		const broken = { ...stack, type: 'broken', props_schema: schema as Record<string, unknown> };
		const { components, problems } = compileCatalogue([broken, stack]);
		expect(problems).toMatchObject([{ code: 'PROPS_SCHEMA_BROKEN', field: 'props_schema' }]);
		expect(components.get('broken')?.checkProps).toBeNull();
		expect(components.get('stack')?.checkProps).not.toBeNull();
	});

	it('compiles two schemas with one $id, and one that claims to be asynchronous', () => {
		const schema = { $id: 'copy', $async: true, type: 'object', required: ['x'] };
		const copies = ['a', 'b'].map((type) => ({ ...stack, type, props_schema: schema }));
		const { components, problems } = compileCatalogue(copies);
		expect(problems).toEqual([]);
		expect(components.get('b')?.checkProps?.({}).faults).toHaveLength(1);
	});

	it('survives a schema that refers to itself for ever', () => {
		const loop = { ...stack, type: 'loop', props_schema: { $ref: '#' } };
		const catalogue = compileCatalogue([loop]);
		const payload = { title: 'T', components: [{ id: 'a', type: 'loop', props: {} }] };
		const codes = validateScreen(payload, catalogue, { schemaVersion: 1 }).map(({ code }) => code);
		expect(codes).toEqual(['COMPONENT_DEFINITION_BROKEN']);
		expect(collectReferences(payload, catalogue)).toEqual([]);
	});
});

describe('collectReferences', () => {
	const catalogue = compileCatalogue(definitions);

	it('finds every slug with its place, inside children and fallbacks too', () => {
		const payload = {
			title: 'T',
			components: [
				{ id: 'h', type: 'hero_card', props: definitions[2]?.example },
				{
					id: 's',
					type: 'stack',
					children: [
						{
							id: 'r',
							type: 'food_rail',
							props: { foods: ['banana', 'apple'] },
							fallback: {
								id: 'f',
								type: 'hero_card',
								props: { action: { type: 'start_fast', preset: '16-8' } },
							},
						},
					],
				},
				{ id: 'u', type: 'unknown', props: { slug: 'x' } },
			],
		};
		expect(collectReferences(payload, catalogue)).toEqual([
			{ collection: 'recipes', slug: 'lentil-soup', pointer: '/components/0/props/action/slug' },
			{ collection: 'foods', slug: 'banana', pointer: '/components/1/children/0/props/foods/0' },
			{ collection: 'foods', slug: 'apple', pointer: '/components/1/children/0/props/foods/1' },
			{
				collection: 'fasting_presets',
				slug: '16-8',
				pointer: '/components/1/children/0/fallback/props/action/preset',
			},
		]);
	});

	it.each([null, [], 'x', {}, { components: 1 }])('finds nothing in %j', (payload) => {
		expect(collectReferences(payload, catalogue)).toEqual([]);
	});
});
