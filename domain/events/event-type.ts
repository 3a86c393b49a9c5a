import type { FieldProblem } from '../field-problem.ts';
import { nearestName } from '../text/nearest.ts';
import { problemOfValue, type Property, type PropertyValue } from './property.ts';

/** One name of the allow-list, with all that its events may carry. */
export interface EventType {
	/** Stored with each event; rises when its properties change their meaning. */
	readonly schemaVersion: number;
	readonly meaning: string;
	readonly properties: Readonly<Record<string, Property>>;
}

export type EventProps = Record<string, PropertyValue>;

/**
 * The properties of one event. An empty property (null) is like one that is left out.
 *
 * @returns the first problem instead, at `props` or `props.<name>`
 */
export function readProps({ properties }: EventType, given: Readonly<Record<string, unknown>>): PropsReading {
	const props: EventProps = {};
	for (const [name, value] of Object.entries(given)) {
		if (value === null) continue;
		const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
		if (!property) return { problem: unknownProperty(name, Object.keys(properties)) };
		const problem = problemOfValue(property, value);
		if (problem) return { problem: { field: `props.${name}`, problem: `${problem}.` } };
		props[name] = value as PropertyValue;
	}
	for (const [name, { required }] of Object.entries(properties))
		if (required && !Object.hasOwn(props, name))
			return { problem: { field: `props.${name}`, problem: 'is missing; add it.' } };
	return { props };
}

export type PropsReading =
	| { readonly props: EventProps; readonly problem?: never }
	| { readonly problem: FieldProblem; readonly props?: never };

function unknownProperty(name: string, known: readonly string[]): FieldProblem {
	const nearest = nearestName(name, known);
	const remedy = nearest ? `did you mean "${nearest}"?` : `known are: ${known.join(', ') || 'none'}.`;
	return { field: `props.${name.slice(0, 64)}`, problem: `is not known for this event; ${remedy}` };
}
