import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { checkEventType } from '../../../domain/content/check-event-type.ts';
import { builtInEvents } from '../../../domain/events/built-in.ts';
import { customEventType } from '../../../domain/events/custom-type.ts';
import { readProps } from '../../../domain/events/event-type.ts';

const row = (values: Record<string, unknown> = {}) => ({
	status: 'published',
	name: 'recipe_shared',
	schema_version: 2,
	properties: [
		{ name: 'recipe', type: 'identifier', required: true },
		{ name: 'channel', type: 'choice', values: ['link', 'image'] },
	],
	...values,
});

const faults = (values: Record<string, unknown>): string[] =>
	checkEventType(row(values)).map(({ field, pointer = '', code }) => `${field}${pointer} ${code}`);

describe('an event type of an administrator', () => {
	it('is taken as it is described', () => {
		expect(checkEventType(row())).toEqual([]);
		expect(checkEventType(row({ properties: null }))).toEqual([]);
		const type = customEventType(row())!;
		expect(type.schemaVersion).toBe(2);
		expect(readProps(type, { recipe: 'koshari', channel: 'link' })).toEqual({
			props: { recipe: 'koshari', channel: 'link' },
		});
		expect(readProps(type, { channel: 'link' }).problem?.field).toBe('props.recipe');
		expect(readProps(type, { recipe: 'koshari', channel: 'fax' }).problem?.field).toBe('props.channel');
		expect(readProps(type, { recipe: 'koshari', rating: 5 }).problem?.field).toBe('props.rating');
	});

	it.each(Object.keys(builtInEvents))('cannot be %s, which is built in', (name) => {
		expect(faults({ name })).toEqual(['name EVENT_NAME_BUILT_IN']);
	});

	it.each([
		[{ name: 'Shared' }, 'name EVENT_NAME_INVALID'],
		[{ name: null }, 'name EVENT_NAME_INVALID'],
		[{ properties: {} }, 'properties PROPERTIES_INVALID'],
		[{ properties: Array.from({ length: 26 }, () => ({})) }, 'properties PROPERTIES_INVALID'],
		[{ properties: ['recipe'] }, 'properties/0 PROPERTY_INVALID'],
		[{ properties: [{ name: 'A', type: 'integer' }] }, 'properties/0/name PROPERTY_NAME_INVALID'],
		[{ properties: [{ name: 'weight_kg', type: 'number' }] }, 'properties/0/name PROPERTY_PERSONAL'],
		[{ properties: [{ name: 'user_email', type: 'identifier' }] }, 'properties/0/name PROPERTY_PERSONAL'],
		[{ properties: [{ name: 'stars', type: 'text' }] }, 'properties/0/type PROPERTY_TYPE_INVALID'],
		[{ properties: [{ name: 'kind', type: 'choice' }] }, 'properties/0/values PROPERTY_VALUES_INVALID'],
		[
			{ properties: [{ name: 'kind', type: 'choice', values: ['a b'] }] },
			'properties/0/values PROPERTY_VALUES_INVALID',
		],
		[
			{ properties: [{ name: 'ok', type: 'boolean', required: 'yes' }] },
			'properties/0/required PROPERTY_REQUIRED_INVALID',
		],
		[
			{ properties: ['integer', 'number'].map((type) => ({ name: 'stars', type })) },
			'properties/1/name PROPERTY_REPEATED',
		],
	])('%j is refused where the fault is', (values, fault) => expect(faults(values)).toEqual([fault]));

	it('words that only look personal are fine', () => {
		for (const name of ['page', 'kind', 'stage', 'usage_minutes'])
			expect(faults({ properties: [{ name, type: 'integer' }] })).toEqual([]);
	});
});

test('what passes the check can be used, and what does not never throws', () => {
	const property = fc.oneof(
		fc.jsonValue(),
		fc.record({
			name: fc.oneof(fc.string(), fc.constantFrom('recipe', 'stars', 'kind')),
			type: fc.constantFrom('identifier', 'choice', 'integer', 'number', 'boolean', 'text'),
			required: fc.option(fc.boolean()),
			values: fc.option(fc.array(fc.constantFrom('a', 'b', 'c d'))),
		}),
	);
	fc.assert(
		fc.property(fc.oneof(fc.jsonValue(), fc.array(property, { maxLength: 4 })), (properties) => {
			const problems = checkEventType(row({ properties }));
			const type = customEventType(row({ properties }));
			if (problems.length === 0 && properties !== '') expect(type).not.toBeNull();
			if (type) expect(() => readProps(type, { recipe: 'a' })).not.toThrow();
		}),
	);
});
