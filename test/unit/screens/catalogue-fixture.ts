import type { ComponentDefinition } from '../../../domain/screens/catalogue.ts';

const base = { since_schema_version: 1, allows_children: false, fallback: null, deprecated: false };

/** A small catalogue with one component of every kind the rules tell apart. */
export const definitions: ComponentDefinition[] = [
	{
		...base,
		type: 'stack',
		allows_children: true,
		props_schema: { type: 'object', additionalProperties: false },
		example: {},
	},
	{
		...base,
		type: 'text',
		props_schema: {
			type: 'object',
			required: ['text'],
			properties: {
				text: { type: 'string', minLength: 1 },
				size: { enum: ['s', 'm', 'l'] },
				lines: { type: 'integer', minimum: 1, maximum: 9 },
			},
			additionalProperties: false,
		},
		example: { text: 'Hello' },
	},
	{
		...base,
		type: 'hero_card',
		props_schema: {
			type: 'object',
			required: ['title', 'image'],
			properties: {
				title: { type: 'string' },
				image: { $ref: 'bebetter:defs#/$defs/image' },
				action: { $ref: 'bebetter:defs#/$defs/action' },
			},
			additionalProperties: false,
		},
		example: {
			title: 'Soup',
			image: { src: 'https://example.com/a.jpg', alt: 'Soup' },
			action: { type: 'open_recipe', slug: 'lentil-soup' },
		},
	},
	{
		...base,
		type: 'food_rail',
		since_schema_version: 2,
		fallback: 'text',
		props_schema: {
			type: 'object',
			required: ['foods'],
			properties: {
				foods: { $ref: 'bebetter:defs#/$defs/food_refs' },
				style: { anyOf: [{ const: 'a' }, { type: 'number' }] },
			},
		},
		example: { foods: ['banana'] },
	},
	{ ...base, type: 'old_banner', deprecated: true, props_schema: { type: 'object' }, example: {} },
];
