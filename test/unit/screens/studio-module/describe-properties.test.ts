import { describe, expect, it } from 'vitest';
import { describeProperties } from '../../../../extensions/modules/screens/catalogue/describe-properties.ts';
import { seed } from '../../../../schema/seed/index.ts';

describe('the properties of a component as a table', () => {
	it('has their kinds, limits and titles in the language', () => {
		const schema = {
			type: 'object',
			required: ['title'],
			properties: {
				title: { type: 'string', title: 'Title', 'x-title-ar': 'العنوان', minLength: 1, maxLength: 60 },
				tone: { title: 'Tone', enum: ['info', 'caution'] },
				food: { type: 'string', 'x-reference': 'foods' },
				width: { type: ['integer', 'null'] },
			},
		};
		expect(describeProperties(schema, 'ar')[0]).toEqual({
			path: 'title',
			kind: 'string',
			isRequired: true,
			title: 'العنوان',
			values: [],
			limits: [
				{ name: 'minLength', value: 1 },
				{ name: 'maxLength', value: 60 },
			],
		});
		const rest = describeProperties(schema, 'en').slice(1);
		expect(rest.map(({ kind, title, values }) => [kind, title, values])).toEqual([
			['choice', 'Tone', ['info', 'caution']],
			['reference', '', ['foods']],
			['integer | null', '', []],
		]);
	});

	it('goes into lists and groups, and names the alternatives of an action', () => {
		const action = {
			type: 'object',
			oneOf: [{ properties: { type: { const: 'share' } } }, { properties: { type: { const: 'navigate' } } }],
		};
		const item = { type: 'object', required: ['label'], properties: { label: { type: 'string' } } };
		const schema = { properties: { items: { type: 'array', items: item }, on_tap: action } };
		const found = describeProperties(schema, 'en');
		expect(found.map(({ path, kind }) => [path, kind])).toEqual([
			['items', 'array'],
			['items[].label', 'string'],
			['on_tap', 'object'],
		]);
		expect(found[1]?.isRequired).toBe(true);
		expect(found[2]?.values).toEqual(['share', 'navigate']);
	});

	it('has a line for every property of every seeded component', () => {
		for (const { type, props_schema } of seed.components) {
			const names = Object.keys((props_schema['properties'] ?? {}) as object);
			const paths = describeProperties(props_schema, 'en').map(({ path }) => path);
			expect(paths, type).toEqual(expect.arrayContaining(names));
		}
	});

	it.each([null, [], 'text', {}, { properties: null }, { properties: { a: true } }])('takes %j', (schema) => {
		expect(describeProperties(schema, 'en')).toEqual([]);
	});

	it('ends where a schema holds itself', () => {
		const circle: Record<string, unknown> = { type: 'object' };
		circle['properties'] = { again: circle };
		expect(describeProperties(circle, 'en').length).toBeLessThan(10);
	});
});
