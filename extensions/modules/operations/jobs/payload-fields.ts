import { isRecord } from '../../../../domain/record.ts';

/** One plain field of a job's input. */
export interface PayloadField {
	readonly name: string;
	readonly kind: 'text' | 'number' | 'switch';
	readonly isRequired: boolean;
	readonly description: string | null;
	/** What it is when it is left empty. */
	readonly default: string | null;
}

/** The input as plain fields; null when its schema needs more than those, and JSON has to be written. */
export function fieldsOf(schema: Readonly<Record<string, unknown>>): PayloadField[] | null {
	const properties = schema['properties'] ?? {};
	if (schema['type'] !== 'object' || !isRecord(properties)) return null;
	const required = Array.isArray(schema['required']) ? schema['required'] : [];
	const fields = Object.entries(properties).map(([name, property]) => fieldOf(name, property, required));
	return fields.every((field) => field !== null) ? fields : null;
}

const kinds: Readonly<Record<string, PayloadField['kind']>> = {
	string: 'text',
	integer: 'number',
	number: 'number',
	boolean: 'switch',
};

function fieldOf(name: string, property: unknown, required: readonly unknown[]): PayloadField | null {
	if (!isRecord(property)) return null;
	const kind = kinds[String(property['type'])];
	if (!kind) return null;
	const { description, default: preset } = property;
	return {
		name,
		kind,
		isRequired: required.includes(name) && preset === undefined,
		description: typeof description === 'string' ? description : null,
		default: preset === undefined ? null : String(preset),
	};
}

/** What was filled in, as the job takes it; what is empty is left out, and what is no number stays a text. */
export function payloadOf(
	fields: readonly PayloadField[],
	typed: Readonly<Record<string, string | boolean>>,
): Record<string, unknown> {
	const entries = fields.flatMap(({ name, kind }): [string, unknown][] => {
		const value = typed[name];
		if (value === undefined || value === '') return [];
		if (kind !== 'number') return [[name, typeof value === 'string' ? value.trim() : value]];
		const number = Number(value);
		return [[name, Number.isNaN(number) ? value : number]];
	});
	return Object.fromEntries(entries);
}

/** null for a text that is no JSON object. */
export function readPayload(text: string): Record<string, unknown> | null {
	try {
		const value: unknown = JSON.parse(text.trim() || '{}');
		return isRecord(value) ? value : null;
	} catch {
		return null;
	}
}
