import { appendToPointer } from '../../json-pointer.ts';
import type { JsonSchema } from '../catalogue.ts';
import * as say from './catalogue-messages.ts';
import { equalJson } from './equal-json.ts';
import type { SchemaPlace } from './props-schema.ts';
import { placeOf, propertiesOf, requiredOf, typesOf, valuesOf } from './props-schema.ts';

/** Say nothing of what may stand there. */
const ANNOTATIONS = new Set([
	'title',
	'description',
	'default',
	'examples',
	'deprecated',
	'$comment',
	'$id',
	'$schema',
	'$defs',
	'x-title-ar',
	'$ref',
]);
/** Compared by their meaning, below. */
const UNDERSTOOD = new Set([
	'type',
	'enum',
	'const',
	'properties',
	'required',
	'additionalProperties',
	'items',
	'oneOf',
	'anyOf',
]);
/** Sizes: an app shows a longer text or list as well as it can, and values of a number are not its type. */
const LIMITS = new Set([
	'minLength',
	'maxLength',
	'minimum',
	'maximum',
	'exclusiveMinimum',
	'exclusiveMaximum',
	'multipleOf',
	'minItems',
	'maxItems',
	'uniqueItems',
]);
/** Everything in which a schema is not merely an extension of another by optional properties; limits aside. */
export function compareSchemas(before: JsonSchema, after: JsonSchema): say.CatalogueChange[] {
	return comparePlaces(placeOf(before, before), placeOf(after, after), '', new Map());
}

/** What was compared with what: a definition that is used in several places, or in itself, is compared once. */
type Compared = Map<JsonSchema, Set<JsonSchema>>;

function isCompared(
	compared: Compared,
	{ schema: before }: SchemaPlace,
	{ schema: after }: SchemaPlace,
): boolean {
	const others = compared.get(before) ?? new Set();
	compared.set(before, others);
	return others.size === others.add(after).size;
}

function comparePlaces(
	before: SchemaPlace,
	after: SchemaPlace,
	pointer: string,
	compared: Compared,
): say.CatalogueChange[] {
	if (before.schema === after.schema || isCompared(compared, before, after)) return [];
	if (!isSameTypes(before, after) || !isSameRest(before.schema, after.schema)) {
		return [say.retyped(pointer)];
	}
	return [
		...compareValues(valuesOf(before), valuesOf(after), pointer),
		...compareProperties(before, after, pointer, compared),
		...compareItems(before, after, pointer, compared),
		...['oneOf', 'anyOf'].flatMap((keyword) =>
			compareAlternatives(before, after, keyword, pointer, compared),
		),
	];
}

/** `integer` and `number` are different here: an app reads one into another kind of variable. */
function isSameTypes(before: SchemaPlace, after: SchemaPlace): boolean {
	const [old, now] = [before.schema.type, after.schema.type];
	if (old !== undefined && now !== undefined) {
		return equalJson([old].flat().map(String).sort(), [now].flat().map(String).sort());
	}
	const [types, others] = [typesOf(before), typesOf(after)];
	// More values of the same kind are reported as such, and so are alternatives.
	return types === null || others === null
		? types === others
		: equalJson([...types].sort(), [...others].sort()) || hasAlternatives(before) || hasAlternatives(after);
}

const hasAlternatives = ({ schema }: SchemaPlace): boolean =>
	Array.isArray(schema.oneOf) || Array.isArray(schema.anyOf);

function isSameRest(before: JsonSchema, after: JsonSchema): boolean {
	const rest = (schema: JsonSchema) =>
		Object.fromEntries(
			Object.entries(schema).filter(
				([key]) => !ANNOTATIONS.has(key) && !UNDERSTOOD.has(key) && !LIMITS.has(key),
			),
		);
	return equalJson(rest(before), rest(after));
}

function compareValues(
	before: readonly unknown[] | null,
	after: readonly unknown[] | null,
	pointer: string,
): say.CatalogueChange[] {
	if (!before && !after) return [];
	if (!before) return [say.narrowed(pointer, [])];
	if (!after) return [say.widened(pointer, [])];
	const missingIn = (list: readonly unknown[]) => (value: unknown) =>
		!list.some((one) => equalJson(one, value));
	const [added, gone] = [after.filter(missingIn(before)), before.filter(missingIn(after))];
	return [
		...(added.length > 0 ? [say.widened(pointer, added)] : []),
		...(gone.length > 0 ? [say.narrowed(pointer, gone)] : []),
	];
}

function compareProperties(
	before: SchemaPlace,
	after: SchemaPlace,
	pointer: string,
	compared: Compared,
): say.CatalogueChange[] {
	const [old, now] = [propertiesOf(before), propertiesOf(after)];
	const [needed, needs] = [requiredOf(before), requiredOf(after)];
	const at = (name: string) => appendToPointer(`${pointer}/properties`, name);
	const isClosed = ({ schema }: SchemaPlace) => schema.additionalProperties === false;
	return [
		...Object.keys(old).flatMap((name) => {
			if (!Object.hasOwn(now, name)) return [say.propertyRemoved(name, at(name))];
			const places = [placeOf(old[name], before.root), placeOf(now[name], after.root)] as const;
			return comparePlaces(...places, at(name), compared);
		}),
		...needs.filter((name) => !needed.includes(name)).map((name) => say.propertyRequired(name, at(name))),
		...needed
			.filter((name) => !needs.includes(name) && Object.hasOwn(now, name))
			.map((name) => say.propertyOptional(name, at(name))),
		...(isClosed(after) && !isClosed(before) ? [say.propertiesClosed(pointer)] : []),
	];
}

function compareItems(
	before: SchemaPlace,
	after: SchemaPlace,
	pointer: string,
	compared: Compared,
): say.CatalogueChange[] {
	if (before.schema.items === undefined && after.schema.items === undefined) return [];
	const items = [placeOf(before.schema.items, before.root), placeOf(after.schema.items, after.root)] as const;
	return comparePlaces(...items, `${pointer}/items`, compared);
}

/** Alternatives are paired by the constants in them, so that one may get an optional property. */
function compareAlternatives(
	before: SchemaPlace,
	after: SchemaPlace,
	keyword: string,
	pointer: string,
	compared: Compared,
): say.CatalogueChange[] {
	const listOf = ({ schema, root }: SchemaPlace) => {
		const list = schema[keyword];
		return Array.isArray(list) ? list.map((one) => placeOf(one, root)) : [];
	};
	const unpaired = listOf(after).map((place, index) => ({ place, index, tag: tagOf(place) }));
	const changes: say.CatalogueChange[] = [];
	for (const old of listOf(before)) {
		const tag = tagOf(old);
		const at = unpaired.findIndex((one) => equalJson(one.tag, tag));
		if (at < 0) {
			changes.push(say.narrowed(`${pointer}/${keyword}`, []));
			continue;
		}
		const [{ place, index }] = unpaired.splice(at, 1) as [(typeof unpaired)[number]];
		changes.push(...comparePlaces(old, place, appendToPointer(`${pointer}/${keyword}`, index), compared));
	}
	return [
		...changes,
		...unpaired.map(({ index }) => say.widened(appendToPointer(`${pointer}/${keyword}`, index), [])),
	];
}

/** The values that tell an alternative from the others; without any, the alternative as a whole. */
function tagOf(place: SchemaPlace): unknown {
	const constants = Object.entries(propertiesOf(place)).flatMap(([name, schema]) => {
		const { schema: property } = placeOf(schema, place.root);
		return property.const === undefined ? [] : [[name, property.const]];
	});
	return constants.length > 0 ? constants : place.schema;
}
