import { isRecord } from '../../record.ts';
import { type JsonSchema, REFERENCE_COLLECTIONS, type ReferenceCollection } from '../catalogue.ts';
import { REFERENCE_KEYWORD, SHARED_DEFS, SHARED_DEFS_ID } from '../shared-defs.ts';

/** How a form shows a value. `json` is what no form can show: it is edited as text. */
export type FieldKind =
	| { kind: 'text'; maxLength: number | null; isLong: boolean; format: string | null }
	| { kind: 'reference'; collection: ReferenceCollection }
	| { kind: 'number'; minimum: number | null; maximum: number | null; isWhole: boolean }
	| { kind: 'toggle' }
	| { kind: 'choice'; values: readonly (string | number | boolean | null)[] }
	| { kind: 'list'; items: JsonSchema; minItems: number; maxItems: number | null }
	| { kind: 'group'; fields: readonly FormField[] }
	| { kind: 'variants'; tag: string; variants: readonly Variant[] }
	| { kind: 'json' };

/** One of several shapes that an object may have, told apart by the value of its tag. */
export interface Variant {
	tag: string;
	/** Without the tag itself. */
	fields: readonly FormField[];
}

export interface FormField {
	name: string;
	isRequired: boolean;
	/** What the schema calls it; empty when it gives no name. */
	label: { en: string; ar: string };
	schema: JsonSchema;
}

const LONG_TEXT = 100;
const MAX_REFERENCES_FOLLOWED = 16;

/** What kind of field a schema asks for. References to `bebetter:defs` are followed, `root` holds the schema's own. */
export function fieldKind(given: JsonSchema, root: JsonSchema = given): FieldKind {
	const schema = resolved(given, root);
	if (Array.isArray(schema.enum)) return choice(schema.enum);
	if ('const' in schema) return choice([schema.const]);
	if (Array.isArray(schema.oneOf)) return variants(schema, root);

	switch (schema.type) {
		case 'string':
			return textOrReference(schema);
		case 'integer':
		case 'number':
			return {
				kind: 'number',
				minimum: numberOrNull(schema.minimum),
				maximum: numberOrNull(schema.maximum),
				isWhole: schema.type === 'integer',
			};
		case 'boolean':
			return { kind: 'toggle' };
		case 'array':
			return isRecord(schema.items)
				? {
						kind: 'list',
						items: resolved(schema.items, root),
						minItems: numberOrNull(schema.minItems) ?? 0,
						maxItems: numberOrNull(schema.maxItems),
					}
				: { kind: 'json' };
		case 'object':
			return isRecord(schema.properties)
				? { kind: 'group', fields: formFields(schema, root) }
				: { kind: 'json' };
		default:
			return { kind: 'json' };
	}
}

/** The properties that a schema names, in its order. */
export function formFields(given: JsonSchema, root: JsonSchema = given): FormField[] {
	const { properties, required } = resolved(given, root);
	if (!isRecord(properties)) return [];
	return Object.entries(properties)
		.filter((entry): entry is [string, JsonSchema] => isRecord(entry[1]))
		.map(([name, schema]) => field(name, resolved(schema, root), required));
}

/** Whether a form of this kind shows the value without changing it; what is missing can be shown by each. */
export function canShow(kind: FieldKind, value: unknown): boolean {
	if (value === undefined) return true;
	switch (kind.kind) {
		case 'text':
		case 'reference':
			return typeof value === 'string';
		case 'number':
			return typeof value === 'number';
		case 'toggle':
			return typeof value === 'boolean';
		case 'choice':
			return value === null || typeof value !== 'object';
		case 'list':
			return Array.isArray(value);
		case 'group':
			return isRecord(value);
		case 'variants':
			return isRecord(value) && (value[kind.tag] === undefined || typeof value[kind.tag] === 'string');
		case 'json':
			return true;
	}
}

/** What a new value starts with: the default or least that the schema allows, empty where a person has to write. */
export function initialValue(given: JsonSchema, root: JsonSchema = given): unknown {
	const schema = resolved(given, root);
	if ('default' in schema) return schema.default;
	const kind = fieldKind(schema, root);
	switch (kind.kind) {
		case 'text':
		case 'reference':
			return '';
		case 'number':
			return kind.minimum ?? 0;
		case 'toggle':
			return false;
		case 'choice':
			return kind.values[0] ?? null;
		case 'list':
			return Array.from({ length: Math.min(kind.minItems, 1) }, () => initialValue(kind.items, root));
		case 'group':
			return initialFields(kind.fields, root);
		case 'variants':
			return initialVariant(kind, kind.variants[0]?.tag ?? '', {}, root);
		case 'json':
			return null;
	}
}

/** The object of a variant; what the one before had in common with it is kept. */
export function initialVariant(
	{ tag, variants }: Extract<FieldKind, { kind: 'variants' }>,
	chosen: string,
	before: Record<string, unknown>,
	root: JsonSchema = {},
): Record<string, unknown> {
	const fields = variants.find((variant) => variant.tag === chosen)?.fields ?? [];
	const kept = fields.flatMap(({ name }) => (Object.hasOwn(before, name) ? [[name, before[name]]] : []));
	return { [tag]: chosen, ...initialFields(fields, root), ...Object.fromEntries(kept) };
}

function initialFields(fields: readonly FormField[], root: JsonSchema): Record<string, unknown> {
	const required = fields.filter(({ isRequired }) => isRequired);
	return Object.fromEntries(required.map(({ name, schema }) => [name, initialValue(schema, root)]));
}

function field(name: string, schema: JsonSchema, required: unknown): FormField {
	const en = typeof schema.title === 'string' ? schema.title : '';
	const ar = typeof schema['x-title-ar'] === 'string' ? schema['x-title-ar'] : en;
	return { name, isRequired: Array.isArray(required) && required.includes(name), label: { en, ar }, schema };
}

function choice(values: readonly unknown[]): FieldKind {
	const scalars = values.filter((value) => value === null || typeof value !== 'object');
	// A choice that a form cannot offer must not get lost when another one is made.
	if (scalars.length < values.length) return { kind: 'json' };
	return { kind: 'choice', values: scalars as (string | number | boolean | null)[] };
}

function textOrReference(schema: JsonSchema): FieldKind {
	const collection = REFERENCE_COLLECTIONS.find((name) => name === schema[REFERENCE_KEYWORD]);
	if (collection) return { kind: 'reference', collection };
	const maxLength = numberOrNull(schema.maxLength);
	return {
		kind: 'text',
		maxLength,
		isLong: (maxLength ?? 0) > LONG_TEXT,
		format: typeof schema.format === 'string' ? schema.format : null,
	};
}

/** Alternatives that one property tells apart by constants; others cannot be shown. */
function variants(schema: JsonSchema, root: JsonSchema): FieldKind {
	const alternatives = (schema.oneOf as unknown[]).map((one) => (isRecord(one) ? resolved(one, root) : {}));
	const named = isRecord(schema.discriminator) ? schema.discriminator.propertyName : undefined;
	const tag = typeof named === 'string' ? named : 'type';
	const found = alternatives.flatMap((alternative): Variant[] => {
		const properties = isRecord(alternative.properties) ? alternative.properties : {};
		const tagSchema = properties[tag];
		const value = isRecord(tagSchema) ? tagSchema.const : undefined;
		if (typeof value !== 'string') return [];
		const fields = formFields(alternative, root).filter(({ name }) => name !== tag);
		return [{ tag: value, fields }];
	});
	return found.length === alternatives.length ? { kind: 'variants', tag, variants: found } : { kind: 'json' };
}

/** Follows `$ref`; the annotations beside it win over those of its target. */
function resolved(schema: JsonSchema, root: JsonSchema): JsonSchema {
	let current = schema;
	for (let count = 0; typeof current.$ref === 'string' && count < MAX_REFERENCES_FOLLOWED; count += 1) {
		const { $ref, ...beside } = current;
		const target = definition(String($ref), root);
		if (!target) return beside;
		current = { ...target, ...beside };
	}
	return current;
}

function definition($ref: string, root: JsonSchema): JsonSchema | null {
	const [id, name] = $ref.split('#/$defs/');
	const holder = id === SHARED_DEFS_ID ? SHARED_DEFS : root;
	const found = isRecord(holder.$defs) && name ? holder.$defs[name] : undefined;
	return isRecord(found) ? found : null;
}

const numberOrNull = (value: unknown) => (typeof value === 'number' ? value : null);
