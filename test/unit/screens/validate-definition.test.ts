import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateDefinition } from '../../../domain/screens/validate-definition.ts';
import { definitions } from './catalogue-fixture.ts';

const good = { ...definitions[3] };

function codes(change: Record<string, unknown>): string[] {
	return validateDefinition({ ...good, ...change }, definitions).map(({ code, field }) => `${field} ${code}`);
}

describe('validateDefinition', () => {
	it('accepts the whole fixture', () => {
		for (const definition of definitions)
			expect(validateDefinition({ ...definition }, definitions)).toEqual([]);
	});

	it.each<[Record<string, unknown>, string[]]>([
		[{ type: 'Hero' }, ['type COMPONENT_TYPE_INVALID']],
		[{ type: 'drop' }, ['type COMPONENT_TYPE_INVALID']],
		[{ since_schema_version: 0 }, ['since_schema_version SCHEMA_VERSION_INVALID']],
		[{ props_schema: null }, ['props_schema PROPS_SCHEMA_MISSING']],
		[{ props_schema: { type: 'objekt' } }, ['props_schema PROPS_SCHEMA_BROKEN']],
		[{ props_schema: { $ref: '#' } }, ['props_schema PROPS_SCHEMA_BROKEN']],
		[
			{ props_schema: { properties: { a: { type: 'string', pattern: '^(a+)+$' } } } },
			['props_schema PATTERN_TOO_SLOW'],
		],
		[
			{ props_schema: { $defs: { x: { patternProperties: { '(\\w+\\s*)+:$': {} } } } } },
			['props_schema PATTERN_TOO_SLOW'],
		],
		[{ props_schema: { pattern: '^(?!a)b$' } }, ['props_schema PATTERN_TOO_SLOW']],
		[{ example: null }, ['example EXAMPLE_MISSING']],
		[{ example: { foods: [] } }, ['example EXAMPLE_INVALID']],
		[{ fallback: 'food_rail' }, ['fallback FALLBACK_UNKNOWN']],
		[{ fallback: 'nothing' }, ['fallback FALLBACK_UNKNOWN']],
		[{ fallback: 'drop' }, []],
		[{ fallback: null }, []],
		[{ fallback: '' }, []],
	])('%j', (change, expected) => {
		expect(codes(change)).toEqual(expected);
	});

	it('refuses fallbacks that lead in a circle, and says when one is no help', () => {
		const others = definitions.map((other) =>
			other.type === 'text' ? { ...other, fallback: 'food_rail' } : other,
		);
		expect(validateDefinition(good, others).map(({ code }) => code)).toEqual(['FALLBACK_CYCLE']);
		const newer = definitions.map((other) =>
			other.type === 'text' ? { ...other, since_schema_version: 2 } : other,
		);
		expect(validateDefinition(good, newer).map(({ code }) => code)).toEqual(['FALLBACK_NOT_OLDER']);
	});

	it('never throws', () => {
		const row = fc.record({
			type: fc.anything(),
			props_schema: fc.jsonValue(),
			example: fc.jsonValue(),
			fallback: fc.anything(),
		});
		fc.assert(
			fc.property(row, (value) => {
				validateDefinition(value, definitions);
			}),
			{ numRuns: 50 },
		);
	});
});
