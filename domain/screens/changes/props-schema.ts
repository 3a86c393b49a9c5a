import { isRecord } from '../../record.ts';
import type { JsonSchema } from '../catalogue.ts';
import { SHARED_DEFS, SHARED_DEFS_ID } from '../shared-defs.ts';
import { valueOf } from './equal-json.ts';

/** One place of a `props_schema`, with the whole that its references lead into. */
export interface SchemaPlace {
	schema: JsonSchema;
	root: JsonSchema;
}

const MAX_REFERENCES = 20;
const MAX_NESTED_ALTERNATIVES = 4;

/** What is said of one place, references followed; an empty schema when there is nothing to follow. */
export function placeOf(schema: unknown, root: JsonSchema): SchemaPlace {
	let place: SchemaPlace = { schema: isRecord(schema) ? schema : {}, root };
	for (let step = 0; step < MAX_REFERENCES && typeof place.schema.$ref === 'string'; step++) {
		const [document, pointer = ''] = place.schema.$ref.split('#');
		const target = document === SHARED_DEFS_ID ? SHARED_DEFS : place.root;
		const found = find(target, pointer);
		place = { schema: isRecord(found) ? found : {}, root: target };
	}
	return place;
}

/** The alternatives of `oneOf` and `anyOf`, or none. */
export function alternativesOf({ schema, root }: SchemaPlace): SchemaPlace[] {
	return [schema.oneOf, schema.anyOf]
		.filter((list) => Array.isArray(list))
		.flat()
		.map((one) => placeOf(one, root));
}

export function propertiesOf({ schema }: SchemaPlace): Record<string, unknown> {
	return isRecord(schema.properties) ? schema.properties : {};
}

export const requiredOf = ({ schema }: SchemaPlace): string[] =>
	Array.isArray(schema.required) ? schema.required.filter((name) => typeof name === 'string') : [];

/** The values of `enum` or `const`; null when any value may stand there. */
export function valuesOf({ schema }: SchemaPlace): unknown[] | null {
	if (schema.const !== undefined) return [schema.const];
	return Array.isArray(schema.enum) ? schema.enum : null;
}

/** The JSON types that may stand there; null for any. A whole number is a `number` here. */
export function typesOf(place: SchemaPlace, depth = 0): Set<string> | null {
	const { type } = place.schema;
	if (type !== undefined) {
		const names = (Array.isArray(type) ? type : [type]).map(String);
		return new Set(names.map((name) => (name === 'integer' ? 'number' : name)));
	}
	const values = valuesOf(place);
	if (values) return new Set(values.map(jsonTypeOf));

	const alternatives = depth > MAX_NESTED_ALTERNATIVES ? [] : alternativesOf(place);
	if (alternatives.length === 0) return null;
	const types = alternatives.map((one) => typesOf(one, depth + 1));
	return types.includes(null) ? null : new Set(types.flatMap((one) => [...one!]));
}

export function jsonTypeOf(value: unknown): string {
	if (value === null) return 'null';
	return Array.isArray(value) ? 'array' : typeof value;
}

function find(document: JsonSchema, pointer: string): unknown {
	let at: unknown = document;
	for (const token of pointer.split('/').slice(1)) {
		const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
		at = isRecord(at) ? valueOf(at, key) : undefined;
	}
	return at;
}
