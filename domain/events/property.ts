import { nearestName } from '../text/nearest.ts';

/**
 * A property that an event may carry. There is no free text: names of things, words of a list, numbers and yes or no
 * hold nothing personal, whatever an app puts there.
 */
export type Property = (IdentifierProperty | ChoiceProperty | NumberProperty | BooleanProperty) & {
	readonly required?: boolean;
	/** For whoever writes the app. */
	readonly meaning: string;
};

/** The name or id of something, such as a slug, a screen key or a UUID. */
interface IdentifierProperty {
	readonly type: 'identifier';
}

interface ChoiceProperty {
	readonly type: 'choice';
	readonly values: readonly string[];
}

/** Both bounds are included. */
interface NumberProperty {
	readonly type: 'integer' | 'number';
	readonly min: number;
	readonly max: number;
}

interface BooleanProperty {
	readonly type: 'boolean';
}

export type PropertyValue = string | number | boolean;

export const propertyTypes = ['identifier', 'choice', 'integer', 'number', 'boolean'] as const;

/** In keeping with what others take (GA4: 40 and 25); a slug or a UUID fits. */
export const longestPropertyName = 40;
export const longestIdentifier = 100;

/** No @ and no spaces: neither an e-mail address nor a sentence fits. Seven digits in a row might be a telephone number. */
const identifier = /^(?!\d{7,}$)[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$/;

export const isIdentifier = (value: unknown): value is string =>
	typeof value === 'string' && identifier.test(value);

/** What is wrong with a value, going on from the property's name and with the remedy; null when it fits. */
export function problemOfValue(property: Property, value: unknown): string | null {
	switch (property.type) {
		case 'identifier':
			return isIdentifier(value)
				? null
				: `must be a name or id of 1 to ${longestIdentifier} letters, digits or . _ : -, and no telephone number`;
		case 'choice':
			return property.values.includes(value as string) ? null : choiceProblem(property.values, value);
		case 'boolean':
			return typeof value === 'boolean' ? null : 'must be true or false';
		case 'integer':
		case 'number':
			return isWithin(property, value)
				? null
				: `must be a ${property.type === 'integer' ? 'whole ' : ''}number from ${property.min} to ${property.max}`;
	}
}

function isWithin({ type, min, max }: NumberProperty, value: unknown): boolean {
	return (
		typeof value === 'number' &&
		value >= min &&
		value <= max &&
		(type === 'number' || Number.isInteger(value))
	);
}

function choiceProblem(values: readonly string[], value: unknown): string {
	const nearest = typeof value === 'string' ? nearestName(value, values) : null;
	const list = `must be one of: ${values.join(', ')}`;
	return nearest ? `${list}; did you mean "${nearest}"?` : list;
}
