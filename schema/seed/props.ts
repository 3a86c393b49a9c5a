export type JsonSchema = Record<string, unknown>;

/** A property’s name as editors read it, in English and Arabic. */
type Label = readonly [en: string, ar: string];

type Collection = 'recipes' | 'foods' | 'videos' | 'fasting_presets';

/** Annotations: JSON Schema has one title, and editors have two languages. */
const labelled = ([en, ar]: Label) => ({ title: en, 'x-title-ar': ar });

const slug = (collection: Collection) => ({
	type: 'string',
	pattern: '^[a-z0-9]+(-[a-z0-9]+)*$',
	maxLength: 80,
	'x-reference': collection,
});

export const object = (properties: Record<string, JsonSchema>, required: string[] = []): JsonSchema => ({
	type: 'object',
	properties,
	...(required.length > 0 && { required }),
	additionalProperties: false,
});

export const text = (label: Label, maxLength = 60): JsonSchema => ({
	...labelled(label),
	type: 'string',
	minLength: 1,
	maxLength,
});

export const oneOf = (label: Label, values: readonly (string | number)[]): JsonSchema => ({
	...labelled(label),
	enum: [...values],
});

export const toggle = (label: Label): JsonSchema => ({ ...labelled(label), type: 'boolean' });

export const wholeNumber = (label: Label, minimum: number, maximum: number): JsonSchema => ({
	...labelled(label),
	type: 'integer',
	minimum,
	maximum,
});

export const list = (
	label: Label,
	items: JsonSchema,
	limits: { max: number; unique?: boolean },
): JsonSchema => ({
	...labelled(label),
	type: 'array',
	items,
	minItems: 1,
	maxItems: limits.max,
	...(limits.unique && { uniqueItems: true }),
});

export const slugOf = (collection: Collection, label: Label): JsonSchema => ({
	...labelled(label),
	...slug(collection),
});

export const slugsOf = (collection: Collection, label: Label): JsonSchema =>
	list(label, slug(collection), { max: 20, unique: true });

export const action = (label: Label): JsonSchema => ({
	...labelled(label),
	$ref: 'bebetter:defs#/$defs/action',
});

export const image = (label: Label): JsonSchema => ({
	...labelled(label),
	$ref: 'bebetter:defs#/$defs/image',
});
