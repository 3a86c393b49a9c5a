import type { EventType } from './event-type.ts';
import { propertyTypes, longestPropertyName, type Property } from './property.ts';
import { isRecord } from '../record.ts';

/** One line of the list in which an administrator says what an event may carry. */
export interface CustomProperty {
	readonly name: string;
	readonly type: Property['type'];
	readonly required?: boolean | null | undefined;
	/** Of a choice. */
	readonly values?: readonly string[] | null | undefined;
}

export const mostCustomProperties = 25;
export const mostChoices = 50;

/** Far more than any count or measure that is not about the body of a person. */
const widest = 1_000_000_000;

export const isPropertyName = (name: string): boolean =>
	name.length <= longestPropertyName && /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(name);

/**
 * The type of events that a row of `event_types` describes; null when its list of properties is none, as after an import
 * past every check.
 */
export function customEventType(row: Readonly<Record<string, unknown>>): EventType | null {
	const list = row['properties'] ?? [];
	if (!Array.isArray(list) || !list.every(isCustomProperty)) return null;
	const properties = Object.fromEntries(list.map((property) => [property.name, asProperty(property)]));
	return {
		schemaVersion: typeof row['schema_version'] === 'number' ? row['schema_version'] : 1,
		meaning: '',
		properties,
	};
}

export function isCustomProperty(value: unknown): value is CustomProperty {
	if (!isRecord(value)) return false;
	const { name, type, values = null } = value;
	return (
		typeof name === 'string' &&
		isPropertyName(name) &&
		propertyTypes.includes(type as never) &&
		(type !== 'choice' || (Array.isArray(values) && values.every((one) => typeof one === 'string')))
	);
}

function asProperty({ type, required, values }: CustomProperty): Property {
	const common = { meaning: '', ...(required === true && { required }) };
	switch (type) {
		case 'choice':
			return { ...common, type, values: values ?? [] };
		case 'integer':
		case 'number':
			return { ...common, type, min: -widest, max: widest };
		default:
			return { ...common, type };
	}
}
