import type { Language } from '../../shared/language.ts';

export const limitNames = [
	'minLength',
	'maxLength',
	'minimum',
	'maximum',
	'minItems',
	'maxItems',
	'pattern',
	'format',
] as const;

export interface PropertyLimit {
	readonly name: (typeof limitNames)[number];
	readonly value: string | number;
}

/** One property of a component as a line of a table. */
export interface Property {
	/** Such as `items[].label` for one inside a list. */
	readonly path: string;
	/** A type of JSON Schema, `choice`, `reference`, or several of them with ` | ` between. */
	readonly kind: string;
	readonly isRequired: boolean;
	/** In the language asked for; empty where the schema has none. */
	readonly title: string;
	readonly values: readonly string[];
	readonly limits: readonly PropertyLimit[];
}

type Schema = Readonly<Record<string, unknown>>;

/** Schemas are an editor's data: a circle of definitions must end somewhere. */
const deepest = 4;

/** The properties of a JSON Schema whose shared definitions are in it, those of objects and lists inside too. */
export function describeProperties(schema: unknown, language: Language, prefix = '', depth = 0): Property[] {
	if (!isSchema(schema) || !isSchema(schema['properties']) || depth > deepest) return [];
	const required = Array.isArray(schema['required']) ? schema['required'] : [];

	return Object.entries(schema['properties']).flatMap(([name, given]) => {
		if (!isSchema(given)) return [];
		const path = `${prefix}${name}`;
		const items = isSchema(given['items']) ? given['items'] : null;
		return [
			{
				path,
				kind: kindOf(given),
				isRequired: required.includes(name),
				title: titleOf(given, language),
				values: valuesOf(given),
				limits: limitsOf(given),
			},
			...describeProperties(given, language, `${path}.`, depth + 1),
			...describeProperties(items, language, `${path}[].`, depth + 1),
		];
	});
}

const isSchema = (value: unknown): value is Schema =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

function kindOf(schema: Schema): string {
	if (typeof schema['x-reference'] === 'string') return 'reference';
	if (Array.isArray(schema['enum']) || 'const' in schema) return 'choice';
	const { type } = schema;
	if (Array.isArray(type)) return type.join(' | ');
	if (typeof type === 'string') return type;
	const parts = [schema['oneOf'], schema['anyOf']].find(Array.isArray) ?? [];
	const kinds = [...new Set(parts.filter(isSchema).map(kindOf))].filter(Boolean);
	return kinds.join(' | ') || 'object';
}

function titleOf(schema: Schema, language: Language): string {
	const translated = schema[`x-title-${language}`];
	if (isText(translated)) return translated;
	return [schema['title'], schema['description']].find(isText) ?? '';
}

const isText = (value: unknown): value is string => typeof value === 'string';

function valuesOf(schema: Schema): string[] {
	if (isText(schema['x-reference'])) return [schema['x-reference']];
	if (Array.isArray(schema['enum'])) return schema['enum'].map(String);
	const kinds = (Array.isArray(schema['oneOf']) ? schema['oneOf'] : [])
		.filter(isSchema)
		.flatMap(discriminator);
	return kinds;
}

/** Of the alternatives of an object, the value of `type` that tells them apart. */
function discriminator(schema: Schema): string[] {
	const properties = isSchema(schema['properties']) ? schema['properties'] : {};
	const type = properties['type'];
	return isSchema(type) && isText(type['const']) ? [type['const']] : [];
}

const limitsOf = (schema: Schema): PropertyLimit[] =>
	limitNames.flatMap((name) => {
		const value = schema[name];
		return typeof value === 'number' || typeof value === 'string' ? [{ name, value }] : [];
	});
