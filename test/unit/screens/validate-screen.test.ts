import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasErrors } from '../../../domain/problem.ts';
import { compileCatalogue } from '../../../domain/screens/compile-catalogue.ts';
import { screenPayloadSchema } from '../../../domain/screens/payload.ts';
import { validateScreen } from '../../../domain/screens/validate-screen.ts';
import { definitions } from './catalogue-fixture.ts';

const catalogue = compileCatalogue(definitions);

function faults(payload: unknown, schemaVersion = 2): string[] {
	return validateScreen(payload, catalogue, { schemaVersion }).map(
		({ code, pointer }) => `${code} ${pointer}`,
	);
}

function screen(...components: unknown[]) {
	return { title: 'Home', components };
}

const text = { id: 'a', type: 'text', props: { text: 'Hello' } };
const hero = { id: 'h', type: 'hero_card', props: definitions[2]?.example };

describe('validateScreen', () => {
	it('accepts every component with its example', () => {
		const components = definitions.map(({ type, example }, index) => ({
			id: `c${index}`,
			type,
			props: example,
		}));
		expect(hasErrors(validateScreen(screen(...components), catalogue, { schemaVersion: 2 }))).toBe(false);
		expect(screenPayloadSchema.safeParse(screen(...components)).success).toBe(true);
	});

	it('accepts an empty screen', () => {
		expect(faults(screen())).toEqual([]);
	});

	it.each<[string, unknown, string[]]>([
		['null', null, ['SCREEN_NOT_AN_OBJECT ']],
		['a list', [], ['SCREEN_NOT_AN_OBJECT ']],
		['no title', { components: [] }, ['SCREEN_TITLE_INVALID ']],
		['an empty title', { title: ' ', components: [] }, ['SCREEN_TITLE_INVALID /title']],
		['components as object', { title: 'T', components: {} }, ['SCREEN_COMPONENTS_INVALID /components']],
		['an extra key', { ...screen(), 'a/b~c': 1 }, ['KEY_UNKNOWN /a~1b~0c']],
		['a null component', screen(text, null), ['COMPONENT_NOT_AN_OBJECT /components/1']],
		['an unknown type', screen({ id: 'a', type: 'herocard' }), ['COMPONENT_TYPE_UNKNOWN /components/0/type']],
		['no type', screen({ id: 'a' }), ['COMPONENT_TYPE_MISSING /components/0']],
		['no id', screen({ ...text, id: undefined, type: 'text' }), ['COMPONENT_ID_INVALID /components/0/id']],
		['a bad id', screen({ ...text, id: 'A' }), ['COMPONENT_ID_INVALID /components/0/id']],
		[
			'a repeated id',
			screen(text, { id: 's', type: 'stack', children: [text] }),
			['COMPONENT_ID_REPEATED /components/1/children/0/id'],
		],
		['a missing prop', screen({ ...text, props: {} }), ['PROPS_INVALID /components/0/props']],
		['no props', screen({ id: 'a', type: 'text' }), ['PROPS_INVALID /components/0']],
		['props as list', screen({ ...text, props: [] }), ['PROPS_NOT_AN_OBJECT /components/0/props']],
		[
			'an extra prop',
			screen({ ...text, props: { text: 'x', 'a/b': 1 } }),
			['PROPS_INVALID /components/0/props/a~1b'],
		],
		[
			'a wrong prop',
			screen({ ...text, props: { text: 'x', size: 'xl' } }),
			['PROPS_INVALID /components/0/props/size'],
		],
		[
			'children where none may be',
			screen({ ...text, children: [{ ...text, id: 'b' }] }),
			['CHILDREN_NOT_ALLOWED /components/0/children'],
		],
		[
			'children as object',
			screen({ id: 's', type: 'stack', children: {} }),
			['CHILDREN_NOT_A_LIST /components/0/children'],
		],
		['a wrong fallback', screen({ ...text, fallback: 'hide' }), ['FALLBACK_INVALID /components/0/fallback']],
		[
			'a fault inside a fallback',
			screen({ ...text, fallback: { id: 'b', type: 'nope' } }),
			['COMPONENT_TYPE_UNKNOWN /components/0/fallback/type'],
		],
		[
			'a deprecated type',
			screen({ id: 'a', type: 'old_banner' }),
			['COMPONENT_DEPRECATED /components/0/type'],
		],
		[
			'a bidi override',
			screen({ ...text, props: { text: 'a\u202Eb' } }),
			['TEXT_INVISIBLE_CHARACTERS /components/0/props/text'],
		],
	])('points at %s', (_name, payload, expected) => {
		expect(faults(payload)).toEqual(expected);
	});

	it.each<[string, unknown, string[]]>([
		['an unknown action', { type: 'explode' }, ['/action/type']],
		['an action without type', {}, ['/action']],
		['a missing argument', { type: 'navigate' }, ['/action']],
		['an extra argument', { type: 'end_fast', now: true }, ['/action/now']],
		['a link that is not secure', { type: 'open_url', url: 'http://example.com' }, ['/action/url']],
		['a slug in capitals', { type: 'open_food', slug: 'Banana' }, ['/action/slug']],
		['an unknown meal', { type: 'log_meal', meal: 'tea' }, ['/action/meal']],
		['a good meal', { type: 'log_meal', meal: 'iftar' }, []],
		['no meal', { type: 'log_meal' }, []],
	])('reports one fault for %s', (_name, action, expected) => {
		const payload = screen({ ...hero, props: { ...hero.props, action } });
		expect(faults(payload)).toEqual(expected.map((pointer) => `PROPS_INVALID /components/0/props${pointer}`));
	});

	it.each([
		['https://example.com/a.jpg', true],
		['6f1e4b52-7c1a-4e0c-9a53-0a6de8d3a9a1', true],
		['http://example.com/a.jpg', false],
		['a.jpg', false],
	])('takes the image %s: %s', (src, isGood) => {
		const payload = screen({ ...hero, props: { ...hero.props, image: { src, alt: 'x' } } });
		expect(faults(payload)).toEqual(isGood ? [] : ['PROPS_INVALID /components/0/props/image/src']);
	});

	it('reports a choice once, not once for each alternative', () => {
		const payload = screen({ id: 'r', type: 'food_rail', props: { foods: ['banana'], style: 'b' } });
		expect(faults(payload)).toEqual(['PROPS_INVALID /components/0/props/style']);
	});

	it('wants a fallback for components newer than the screen', () => {
		const rail = { id: 'r', type: 'food_rail', props: { foods: ['banana'] } };
		const [problem] = validateScreen(screen(rail), catalogue, { schemaVersion: 1 });
		expect(problem).toMatchObject({
			severity: 'error',
			code: 'COMPONENT_TOO_NEW',
			pointer: '/components/0/type',
		});
		const covered = validateScreen(screen({ ...rail, fallback: 'drop' }), catalogue, { schemaVersion: 1 });
		expect(covered.map(({ severity }) => severity)).toEqual(['warning']);
	});

	it('proposes the nearest name, in both languages', () => {
		const [problem] = validateScreen(screen({ id: 'a', type: 'herocard' }), catalogue, { schemaVersion: 1 });
		expect(problem?.message.en).toContain('“hero_card”');
		expect(problem?.message.ar).toContain('«hero_card»');
	});

	it.each(['__proto__', 'constructor', 'prototype'])('refuses the key %s anywhere', (key) => {
		const payload: unknown = JSON.parse(
			`{"title":"T","components":[{"id":"a","type":"old_banner","props":{"x":{"${key}":{"y":1}}}}]}`,
		);
		expect(faults(payload)).toContain(`KEY_FORBIDDEN /components/0/props/x/${key}`);
	});

	it('allows 32 levels and refuses the 33rd', () => {
		const nest = (levels: number) => {
			let node: unknown = { id: 'leaf', type: 'stack' };
			for (let level = 1; level < levels; level += 1)
				node = { id: `n${level}`, type: 'stack', children: [node] };
			return screen(node);
		};
		expect(faults(nest(32))).toEqual([]);
		expect(faults(nest(33))).toEqual([`SCREEN_TOO_DEEP /components/0${'/children/0'.repeat(32)}`]);
	});

	it('allows 2,000 components and refuses one more', () => {
		const rail = (count: number) =>
			screen(...Array.from({ length: count }, (_, index) => ({ ...text, id: `c${index}` })));
		expect(faults(rail(2000))).toEqual([]);
		expect(faults(rail(2001))).toEqual(['SCREEN_TOO_LARGE /components/2000']);
	});

	it.each([
		['lists', '['.repeat(100_000) + ']'.repeat(100_000)],
		['objects', '{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000)],
		['children', '{"children":['.repeat(50_000) + ']}'.repeat(50_000)],
	])('answers 100,000 nested %s with a problem', (_name, json) => {
		const payload = { title: 'T', components: [JSON.parse(json)] };
		expect(faults(payload)[0]).toMatch(/^SCREEN_TOO_DEEP/);
		expect(faults(screen({ ...text, props: { text: JSON.parse(json) } }))[0]).toMatch(/^SCREEN_TOO_DEEP/);
	});

	it('answers huge and cyclic values with a problem', () => {
		const cycle: { a?: unknown; b?: unknown } = {};
		cycle.a = cycle;
		cycle.b = cycle;
		expect(faults(cycle)[0]).toMatch(/^SCREEN_TOO_/);
		const huge = { title: 'T', components: Array.from({ length: 200_000 }, () => 0) };
		expect(faults(huge)).toEqual(['SCREEN_TOO_LARGE /components']);
	});

	it('counts what it does not show', () => {
		const problems = validateScreen(screen(...Array.from({ length: 300 }, () => null)), catalogue, {
			schemaVersion: 1,
		});
		expect(problems).toHaveLength(101);
		expect(problems.at(-1)).toMatchObject({ severity: 'error', code: 'MORE_PROBLEMS' });
	});

	it('never throws, and every problem speaks both languages', () => {
		const component = fc.letrec((tie) => ({
			node: fc.record(
				{
					id: fc.oneof(fc.constantFrom('a', 'b', 'c'), fc.jsonValue()),
					type: fc.oneof(
						fc.constantFrom(...definitions.map(({ type }) => type), 'constructor'),
						fc.jsonValue(),
					),
					props: fc.oneof(fc.constantFrom(...definitions.map(({ example }) => example)), fc.jsonValue()),
					children: fc.oneof({ depthSize: 'small' }, fc.array(tie('node'), { maxLength: 3 }), fc.jsonValue()),
					fallback: fc.oneof({ depthSize: 'small' }, fc.constant('drop'), tie('node'), fc.jsonValue()),
				},
				{ requiredKeys: [] },
			),
		})).node;
		const payload = fc.oneof(
			fc.jsonValue(),
			fc.record({ title: fc.string(), components: fc.oneof(fc.array(component), fc.jsonValue()) }),
		);
		fc.assert(
			fc.property(payload, fc.integer({ min: 1, max: 3 }), (value, schemaVersion) => {
				for (const problem of validateScreen(value, catalogue, { schemaVersion })) {
					expect(problem.message.en).not.toContain('undefined');
					expect(problem.message.ar).toMatch(/\p{Script=Arabic}/u);
					expect(problem.pointer ?? '').toMatch(/^(\/.*)?$/s);
				}
			}),
			{ numRuns: 300 },
		);
	});

	it('accepts nothing that the published shape refuses', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (value) => {
				const isValid = !hasErrors(validateScreen(value, catalogue, { schemaVersion: 2 }));
				if (isValid) expect(screenPayloadSchema.safeParse(value).success).toBe(true);
			}),
		);
	});
});
