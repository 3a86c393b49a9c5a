import { MAX_SLUG_LENGTH, SLUG_PATTERN } from '../content/slug.ts';
import type { JsonSchema, ReferenceCollection } from './catalogue.ts';

export const SHARED_DEFS_ID = 'bebetter:defs';

/** Marks a string as the slug of a row, so that dangling references can be found. */
export const REFERENCE_KEYWORD = 'x-reference';

export const HTTPS_URL_FORMAT = 'https-url';
export const IMAGE_SOURCE_FORMAT = 'image-source';

const MAX_REFERENCES = 50;

/** Definitions that every `props_schema` may use, as in `{"$ref":"bebetter:defs#/$defs/action"}`. */
export const SHARED_DEFS: JsonSchema = {
	$schema: 'https://json-schema.org/draft/2020-12/schema',
	$id: SHARED_DEFS_ID,
	$defs: {
		action: {
			type: 'object',
			required: ['type'],
			discriminator: { propertyName: 'type' },
			oneOf: [
				action('navigate', { screen: { type: 'string', pattern: '^[a-z][a-z0-9_-]{0,63}$' } }),
				action('open_url', { url: { type: 'string', format: HTTPS_URL_FORMAT } }),
				action('start_fast', { preset: reference('fasting_presets') }),
				action('end_fast', {}),
				action(
					'log_meal',
					{},
					{
						meal: { enum: ['breakfast', 'lunch', 'dinner', 'snack', 'suhoor', 'iftar'] },
					},
				),
				action('open_recipe', { slug: reference('recipes') }),
				action('open_video', { slug: reference('videos') }),
				action('open_food', { slug: reference('foods') }),
				action('share', { text: { type: 'string', minLength: 1, maxLength: 1000 } }),
			],
		},
		image: {
			type: 'object',
			required: ['src', 'alt'],
			properties: {
				src: { type: 'string', format: IMAGE_SOURCE_FORMAT },
				alt: { type: 'string', minLength: 1, maxLength: 300 },
			},
			additionalProperties: false,
		},
		food_ref: reference('foods'),
		recipe_ref: reference('recipes'),
		video_ref: reference('videos'),
		fasting_preset_ref: reference('fasting_presets'),
		food_refs: referenceList('foods'),
		recipe_refs: referenceList('recipes'),
		video_refs: referenceList('videos'),
		fasting_preset_refs: referenceList('fasting_presets'),
	},
};

function action(
	type: string,
	required: Record<string, JsonSchema>,
	optional: Record<string, JsonSchema> = {},
): JsonSchema {
	return {
		required: Object.keys(required),
		properties: { type: { const: type }, ...required, ...optional },
		additionalProperties: false,
	};
}

function reference(collection: ReferenceCollection): JsonSchema {
	return {
		type: 'string',
		pattern: SLUG_PATTERN.source,
		maxLength: MAX_SLUG_LENGTH,
		[REFERENCE_KEYWORD]: collection,
	};
}

function referenceList(collection: ReferenceCollection): JsonSchema {
	return {
		type: 'array',
		items: reference(collection),
		minItems: 1,
		maxItems: MAX_REFERENCES,
		uniqueItems: true,
	};
}
