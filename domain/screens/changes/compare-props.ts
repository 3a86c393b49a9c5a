import { appendToPointer } from '../../json-pointer.ts';
import { isRecord } from '../../record.ts';
import type { JsonSchema } from '../catalogue.ts';
import type { Break } from '../studio/contract.ts';
import * as say from './break-messages.ts';
import { equalJson, valueOf } from './equal-json.ts';
import type { SchemaPlace } from './props-schema.ts';
import {
	alternativesOf,
	jsonTypeOf,
	placeOf,
	propertiesOf,
	requiredOf,
	typesOf,
	valuesOf,
} from './props-schema.ts';

export interface PropsContext {
	type: string;
	/** The schema version of the release that `before` is from; null when none has the component. */
	version: number | null;
}

interface Pair {
	/** As it was released; undefined when nothing is known. */
	before: unknown;
	after: unknown;
}

/**
 * Compares props with the same component's as released. The catalogue is what says whether a difference matters: what
 * it allows both before and after is an ordinary edit. So this finds values that the catalogue never allowed, and
 * places where the catalogue no longer describes what apps were built for.
 */
export function compareProps(
	pair: Pair,
	schema: JsonSchema,
	pointer: string,
	context: PropsContext,
): Break[] {
	const found: Break[] = [];
	const report = (
		code: Break['code'],
		severity: Break['severity'],
		at: string,
		message: Break['message'],
	): void => {
		found.push({ code, severity, pointer: at, component_type: context.type, message });
	};

	const compare = ({ before, after }: Pair, at: SchemaPlace, pointer: string): void => {
		const place = branchFor(at, after);
		const values = valuesOf(place);
		if (values && !values.some((value) => equalJson(value, after))) {
			report('ENUM_WIDENED', 'breaking', pointer, say.valueUnknown(after, values));
			return;
		}
		if (before === undefined) before = isRecord(after) ? {} : after;
		else if (jsonTypeOf(before) !== jsonTypeOf(after)) {
			const types = typesOf(at);
			if (types && !types.has(jsonTypeOf(before))) {
				report('PROPERTY_RETYPED', 'breaking', pointer, say.retyped(before, after, context.version!));
			}
			return;
		}
		if (Array.isArray(after)) compareLists(before as unknown[], after, place, pointer);
		else if (isRecord(after)) compareObjects(before as Record<string, unknown>, after, place, pointer);
		else if (values && !values.some((value) => equalJson(value, before))) {
			report('ENUM_NARROWED', 'notice', pointer, say.valueGone(before));
		}
	};

	const compareLists = (before: unknown[], after: unknown[], place: SchemaPlace, pointer: string): void => {
		const items = placeOf(place.schema.items, place.root);
		after.forEach((value, index) =>
			compare({ before: before[index], after: value }, items, appendToPointer(pointer, index)),
		);
	};

	const compareObjects = (
		before: Record<string, unknown>,
		after: Record<string, unknown>,
		place: SchemaPlace,
		pointer: string,
	): void => {
		const declared = propertiesOf(place);
		const required = requiredOf(place);
		// Another kind of the same, such as another action: its properties are others by right.
		const isOtherKind = isOfOtherKind(before, place);
		for (const [name, value] of Object.entries(after)) {
			if (!Object.hasOwn(declared, name)) continue;
			const former = isOtherKind ? undefined : valueOf(before, name);
			const property = placeOf(declared[name], place.root);
			compare({ before: former, after: value }, property, appendToPointer(pointer, name));
		}
		for (const name of isOtherKind ? [] : Object.keys(before)) {
			if (valueOf(after, name) !== undefined) continue;
			const isUnknown = !Object.hasOwn(declared, name) && place.schema.additionalProperties === false;
			if (!isUnknown && !required.includes(name)) continue;
			report('PROPERTY_REMOVED', 'breaking', pointer, say.removed(name, context.version!));
		}
	};

	compare(pair, placeOf(schema, schema), pointer);
	return found;
}

/** The alternative that a value is written for, by the constants that it has; the place itself without alternatives. */
function branchFor(place: SchemaPlace, value: unknown): SchemaPlace {
	const fitting = alternativesOf(place).find((one) => fits(one, value));
	return fitting ?? place;
}

function fits(place: SchemaPlace, value: unknown): boolean {
	const values = valuesOf(place);
	if (values) return values.some((one) => equalJson(one, value));
	if (isRecord(value)) return !isOfOtherKind(value, place);
	return typesOf(place)?.has(jsonTypeOf(value)) ?? true;
}

/** Whether a property that must have one certain value has another. */
function isOfOtherKind(value: Record<string, unknown>, place: SchemaPlace): boolean {
	return Object.entries(propertiesOf(place)).some(([name, schema]) => {
		const { schema: property } = placeOf(schema, place.root);
		return property.const !== undefined && !equalJson(property.const, valueOf(value, name));
	});
}
