import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffPayloads } from '../../../../domain/screens/changes/diff-payloads.ts';
import { anyPayload, applyDifferences, normalised, screenOf, stack, text } from './payloads.ts';

const brief = (before: unknown, after: unknown) =>
	diffPayloads(before, after).map(({ kind, pointer, property }) =>
		[kind, pointer, property].filter((part) => part !== null).join(' '),
	);

describe('diffPayloads', () => {
	const three = screenOf(text('a'), text('b'), text('c'));

	it.each<[string, unknown, unknown, string[]]>([
		['nothing', three, structuredClone(three), []],
		['the title', three, { ...three, title: 'New' }, ['changed /title title']],
		[
			'a text',
			three,
			screenOf(text('a'), text('b', 'New'), text('c')),
			['changed /components/1/props/text props.text'],
		],
		[
			'a property that came',
			three,
			screenOf(text('a', 'Hello', { size: 's' }), text('b'), text('c')),
			['added /components/0/props/size props.size'],
		],
		[
			'one that came first, which moves nothing',
			three,
			screenOf(text('x'), ...three.components),
			['added /components/0'],
		],
		['one that went', three, screenOf(text('a'), text('c')), ['removed /components/1']],
		['the last put first', three, screenOf(text('c'), text('a'), text('b')), ['moved /components/0']],
		[
			'two wrapped in a new stack',
			three,
			screenOf(stack('s', text('a'), text('b')), text('c')),
			['added /components/0', 'moved /components/0/children/0', 'moved /components/0/children/1'],
		],
		['a new tree, once', screenOf(), screenOf(stack('s', text('a'))), ['added /components/0']],
		['a removed tree, once', screenOf(stack('s', text('a'))), screenOf(), ['removed /components/0']],
		['ids twice, key by key', three, screenOf(text('a'), text('a')), ['changed /components components']],
		['no screen at all', three, null, ['changed ']],
	])('names %s', (_name, before, after, expected) => {
		expect(brief(before, after)).toEqual(expected);
	});

	it('leads from the older payload to the newer one', () => {
		fc.assert(
			fc.property(anyPayload, anyPayload, (before, after) => {
				const differences = diffPayloads(before, after);
				expect(normalised(applyDifferences(before, differences))).toEqual(normalised(after));
			}),
			{ numRuns: 1000 },
		);
	});

	it('finds nothing between a payload and itself, and something between others', () => {
		fc.assert(
			fc.property(anyPayload, anyPayload, (one, other) => {
				expect(diffPayloads(one, structuredClone(one))).toEqual([]);
				const isSame = JSON.stringify(one) === JSON.stringify(other);
				if (!isSame && diffPayloads(one, other).length === 0) expect(one).toEqual(other);
			}),
		);
	});

	it('answers for any JSON', () => {
		fc.assert(
			fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
				expect(Array.isArray(diffPayloads(one, other))).toBe(true);
				expect(Array.isArray(diffPayloads({ components: one }, { components: other }))).toBe(true);
			}),
		);
	});
});
