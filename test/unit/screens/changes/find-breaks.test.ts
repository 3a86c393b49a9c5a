import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ComponentDefinition } from '../../../../domain/screens/catalogue.ts';
import { checkScreenChange } from '../../../../domain/screens/changes/check-changes.ts';
import type { VersionedLayout } from '../../../../domain/screens/changes/find-breaks.ts';
import { findBreaks, isBreaking } from '../../../../domain/screens/changes/find-breaks.ts';
import { proposeSchemaVersion } from '../../../../domain/screens/changes/propose-schema-version.ts';
import { definitions } from '../catalogue-fixture.ts';
import { anyPayload, screenOf, stack, text } from './payloads.ts';

const rail = { id: 'r', type: 'food_rail', props: { foods: ['banana'] } };
const at = (schema_version: number, payload: unknown) => ({ schema_version, payload });
const live = screenOf(text('a'), text('b'), stack('s', text('c')));

const brief = (change: VersionedLayout, released: readonly VersionedLayout[], catalogue = definitions) =>
	findBreaks(change, released, catalogue).map(
		({ code, severity, pointer }) => `${severity} ${code} ${pointer}`,
	);

/** The catalogue after somebody changed the schema of `text` behind our back. */
const withText = (props_schema: ComponentDefinition['props_schema']): ComponentDefinition[] =>
	definitions.map((one) => (one.type === 'text' ? { ...one, props_schema } : one));

describe('findBreaks', () => {
	it.each<[string, unknown]>([
		['other texts', screenOf(text('a', 'New'), text('b'), stack('s', text('c')))],
		['another order', screenOf(stack('s', text('c')), text('b'), text('a'))],
		['a component more', screenOf(text('a'), text('b'), stack('s', text('c'), text('d')))],
		['a component less', screenOf(text('a'))],
		['an optional property', screenOf(text('a', 'Hello', { size: 's' }), text('b'))],
		['another type under the same id', screenOf(stack('a', text('b')))],
		['what is no layout', null],
	])('is not alarmed by %s', (_name, payload) => {
		expect(brief(at(1, payload), [at(1, live)])).toEqual([]);
		expect(brief(at(1, live), [at(1, payload)])).toEqual([]);
	});

	it('is not alarmed by another action, which has other properties', () => {
		const hero = (action: unknown) =>
			screenOf({ id: 'h', type: 'hero_card', props: { ...definitions[2]!.example, action } });
		const [one, other] = [
			hero({ type: 'navigate', screen: 'meals' }),
			hero({ type: 'open_recipe', slug: 'soup' }),
		];
		expect(brief(at(1, one), [at(1, other)])).toEqual([]);
		expect(brief(at(1, other), [at(1, one)])).toEqual([]);
	});

	it('is not alarmed by a value of another kind that the catalogue allows as well', () => {
		const styled = (style: unknown) => screenOf({ ...rail, props: { ...rail.props, style } });
		expect(brief(at(2, styled(5)), [at(2, styled('a'))])).toEqual([]);
	});

	it('names a type that is newer than the layout says, and is content with its fallback', () => {
		const place = '/components/0/type';
		expect(brief(at(1, screenOf(rail)), [at(1, live)])).toEqual([`breaking COMPONENT_TYPE_NEW ${place}`]);
		const covered = screenOf({ ...rail, fallback: text('f') });
		expect(brief(at(1, covered), [at(1, live)])).toEqual([`notice COMPONENT_TYPE_NEW ${place}`]);
		expect(brief(at(2, screenOf(rail)), [at(1, live)])).toEqual([]);
	});

	it('asks for a fallback of the fallback', () => {
		const covered = screenOf({ ...rail, fallback: { ...rail, id: 'r2' } });
		expect(brief(at(1, covered), [])).toContain('breaking COMPONENT_TYPE_NEW /components/0/fallback/type');
	});

	it.each<[string, ComponentDefinition['props_schema'], unknown, unknown, string]>([
		[
			'a property that the catalogue dropped',
			{ type: 'object', properties: {}, additionalProperties: false },
			text('a'),
			{ id: 'a', type: 'text', props: {} },
			'breaking PROPERTY_REMOVED /components/0/props',
		],
		[
			'a property that the catalogue requires',
			definitions[1]!.props_schema,
			text('a'),
			{ id: 'a', type: 'text', props: {} },
			'breaking PROPERTY_REMOVED /components/0/props',
		],
		[
			'a property of another kind',
			{ type: 'object', properties: { text: { type: 'number' } } },
			text('a'),
			{ id: 'a', type: 'text', props: { text: 5 } },
			'breaking PROPERTY_RETYPED /components/0/props/text',
		],
		[
			'the same in a new component of the type',
			{ type: 'object', properties: { text: { type: 'number' } } },
			text('a'),
			{ id: 'new', type: 'text', props: { text: 5 } },
			'breaking PROPERTY_RETYPED /components/0/props/text',
		],
		[
			'a value that is no choice',
			definitions[1]!.props_schema,
			text('a'),
			text('a', 'Hello', { size: 'xl' }),
			'breaking ENUM_WIDENED /components/0/props/size',
		],
		[
			'a choice that the catalogue dropped',
			{ type: 'object', properties: { text: { type: 'string' }, size: { enum: ['s'] } } },
			text('a', 'Hello', { size: 'm' }),
			text('a', 'Hello', { size: 's' }),
			'notice ENUM_NARROWED /components/0/props/size',
		],
	])('finds %s', (_name, schema, before, after, expected) => {
		const released = [at(1, screenOf(before))];
		expect(brief(at(1, screenOf(after)), released, withText(schema))).toEqual([expected]);
		expect(brief(at(2, screenOf(after)), released, withText(schema))).toEqual([]);
	});

	it('holds an older version to what it was given, though the live one is newer', () => {
		const numbers = { type: 'object', properties: { text: { type: 'number' } } };
		const released = [at(3, screenOf(text('z', 5 as never))), at(1, live)];
		const change = screenOf(text('a', 6 as never));
		expect(brief(at(3, change), released, withText(numbers))).toEqual([]);
		expect(brief(at(1, change), released, withText(numbers))).toEqual([
			'breaking PROPERTY_RETYPED /components/0/props/text',
		]);
		expect(proposeSchemaVersion(at(1, change), released, withText(numbers))).toBe(3);
	});

	it('finds nothing retyped in what was released itself', () => {
		fc.assert(
			fc.property(anyPayload, fc.array(anyPayload, { maxLength: 2 }), (payload, others) => {
				const released = [at(3, payload), ...others.map((one, index) => at(2 - index, one))];
				const own = findBreaks(at(3, payload), released, definitions).filter(isBreaking);
				expect(own.filter(({ code }) => code === 'PROPERTY_RETYPED')).toEqual([]);
			}),
		);
	});

	it('proposes the least version without breaks, above the change’s exactly when that breaks', () => {
		const version = fc.integer({ min: 1, max: 5 });
		const released = fc.array(fc.tuple(version, anyPayload), { maxLength: 3 });
		fc.assert(
			fc.property(version, anyPayload, released, fc.boolean(), (said, payload, others, hasRail) => {
				const change = at(
					said,
					hasRail ? { ...payload, components: [...payload.components, rail] } : payload,
				);
				const witnesses = others.map(([one, layout]) => at(one, layout));
				const isFine = (schema_version: number) =>
					!findBreaks({ ...change, schema_version }, witnesses, definitions).some(isBreaking);
				const proposed = proposeSchemaVersion(change, witnesses, definitions);
				expect(isFine(proposed)).toBe(true);
				expect(proposed > said).toBe(!isFine(said));
				for (let less = said + 1; less < proposed; less++) expect(isFine(less)).toBe(false);
			}),
			{ numRuns: 1000 },
		);
	});

	it('refuses at the schema version, naming place and version in both languages', () => {
		const [problem, ...more] = checkScreenChange(at(1, screenOf(rail)), [at(1, live)], definitions);
		expect(more).toEqual([]);
		expect(problem).toMatchObject({ severity: 'error', field: 'schema_version', code: 'BREAKING_CHANGE' });
		for (const words of Object.values(problem!.message)) {
			expect(words).toContain('/components/0/type');
			expect(words).toMatch(/ 2\b/);
		}
		expect(problem!.message.ar).toMatch(/\p{Script=Arabic}/u);
	});
});
