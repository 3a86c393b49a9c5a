import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergePayloads } from '../../../../domain/screens/changes/merge-payloads.ts';
import { readLayout } from '../../../../domain/screens/changes/read-layout.ts';
import { anyPayload, find, normalised, screenOf, stack, text } from './payloads.ts';

describe('mergePayloads', () => {
	it('takes the only change there is', () => {
		fc.assert(
			fc.property(anyPayload, anyPayload, (base, changed) => {
				expect(mergePayloads(base, changed, base)).toEqual({ payload: changed, conflicts: [] });
				expect(mergePayloads(base, base, changed)).toEqual({ payload: changed, conflicts: [] });
				expect(mergePayloads(base, changed, structuredClone(changed)).payload).toEqual(changed);
			}),
		);
	});

	it('takes the only change of the components when the other changed the title', () => {
		fc.assert(
			fc.property(anyPayload, anyPayload, (base, other) => {
				const [mine, theirs] = [
					{ ...base, title: 'Mine' },
					{ ...other, title: base.title },
				];
				const expected = normalised({ ...other, title: 'Mine' });
				for (const merged of [mergePayloads(base, mine, theirs), mergePayloads(base, theirs, mine)]) {
					expect(merged.conflicts).toEqual([]);
					expect(normalised(merged.payload)).toEqual(expected);
				}
			}),
			{ numRuns: 1000 },
		);
	});

	it('edits of different components commute', () => {
		const base = screenOf(text('a'), stack('s', text('b'), text('c')), text('d'));
		const edits = ['a', 'b', 'c', 'd'].map((id) => ({
			id,
			apply: (payload: unknown) => {
				const copy = structuredClone(payload);
				find(copy, id)!['props'] = { text: `New ${id}` };
				return copy;
			},
		}));
		fc.assert(
			fc.property(fc.shuffledSubarray(edits, { minLength: 2 }), ([one, other]) => {
				const both = other!.apply(one!.apply(base));
				const [mine, theirs] = [one!.apply(base), other!.apply(base)];
				expect(mergePayloads(base, mine, theirs)).toEqual({ payload: both, conflicts: [] });
				expect(mergePayloads(base, theirs, mine)).toEqual({ payload: both, conflicts: [] });
			}),
		);
	});

	it('is always a readable layout with every component of mine that they left alone', () => {
		fc.assert(
			fc.property(anyPayload, anyPayload, anyPayload, (base, mine, theirs) => {
				const { payload, conflicts } = mergePayloads(base, mine, theirs);
				const merged = readLayout(payload);
				expect(merged).not.toBeNull();
				for (const id of readLayout(mine)!.nodes.keys()) {
					const isRemovedByThem = readLayout(base)!.nodes.has(id) && !readLayout(theirs)!.nodes.has(id);
					if (!isRemovedByThem) expect([...merged!.nodes.keys()]).toContain(id);
				}
				for (const { pointer, component_id: id } of conflicts) {
					if (id !== null && pointer !== '') expect(merged!.nodes.has(id)).toBe(true);
				}
			}),
			{ numRuns: 1000 },
		);
	});

	const base = screenOf(text('a'), stack('s', text('b')), text('c'));
	it.each<[string, unknown, unknown, unknown, string[]]>([
		[
			'the same text differently',
			screenOf(text('a', 'Mine'), stack('s', text('b')), text('c')),
			screenOf(text('a', 'Theirs'), stack('s', text('b')), text('c')),
			screenOf(text('a', 'Mine'), stack('s', text('b')), text('c')),
			['/components/0/props/text'],
		],
		[
			'what the other removed',
			screenOf(text('a', 'Mine'), stack('s', text('b')), text('c')),
			screenOf(stack('s', text('b')), text('c')),
			screenOf(text('a', 'Mine'), stack('s', text('b')), text('c')),
			['/components/0'],
		],
		[
			'the inside of what I removed',
			screenOf(text('a'), text('c')),
			screenOf(text('a'), stack('s', text('b'), text('n')), text('c')),
			screenOf(text('a'), text('c')),
			[''],
		],
		[
			'the inside of what they removed',
			screenOf(text('a'), stack('s', text('b'), text('n')), text('c')),
			screenOf(text('a'), text('c')),
			screenOf(text('a'), stack('s', text('n')), text('c')),
			['/components/1'],
		],
		[
			'the order, both',
			screenOf(text('c'), text('a'), stack('s', text('b'))),
			screenOf(stack('s', text('b')), text('a'), text('c')),
			screenOf(text('c'), text('a'), stack('s', text('b'))),
			['/components'],
		],
		[
			'additions in different places, which is none',
			screenOf(text('m'), text('a'), stack('s', text('b')), text('c')),
			screenOf(text('a'), stack('s', text('b')), text('c'), text('t')),
			screenOf(text('m'), text('a'), stack('s', text('b')), text('c'), text('t')),
			[],
		],
	])('conflicts over %s', (_name, mine, theirs, expected, pointers) => {
		const { payload, conflicts } = mergePayloads(base, mine, theirs);
		expect(payload).toEqual(expected);
		expect(conflicts.map(({ pointer }) => pointer)).toEqual(pointers);
	});

	it('does not make a circle of two moves', () => {
		const base = screenOf(stack('a'), stack('b'));
		const mine = screenOf(stack('b', stack('a')));
		const { payload, conflicts } = mergePayloads(base, mine, screenOf(stack('a', stack('b'))));
		expect(payload).toEqual(mine);
		expect(conflicts).toMatchObject([{ component_id: 'b' }]);
	});

	it('keeps mine of what cannot be told apart', () => {
		const mine = screenOf(text('a'), text('a'));
		const { payload, conflicts } = mergePayloads(base, mine, screenOf());
		expect([payload, conflicts.length]).toEqual([mine, 1]);
	});
});
