import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	changeHistory,
	GROUP_PAUSE_MS,
	type History,
	type HistoryAction,
	MAX_STEPS,
	startHistory,
} from '../../../../domain/screens/editing/history.ts';

type Text = { words: string };

const apply = (history: History<Text>, actions: readonly HistoryAction<Text>[]) =>
	actions.reduce(changeHistory<Text>, history);

const typed = (words: string, at: number, group: string | null = 'title'): HistoryAction<Text> => ({
	kind: 'change',
	state: { words },
	place: '/title',
	group,
	at,
});

const action = fc.oneof(
	{
		weight: 4,
		arbitrary: fc
			.tuple(fc.string({ maxLength: 3 }), fc.nat(5000), fc.constantFrom('title', 'text', null))
			.map(([words, at, group]) => typed(words, at, group)),
	},
	{ weight: 1, arbitrary: fc.constant<HistoryAction<Text>>({ kind: 'undo' }) },
	{ weight: 1, arbitrary: fc.constant<HistoryAction<Text>>({ kind: 'redo' }) },
);

const start = { words: 'start' };

describe('changeHistory', () => {
	it('comes back to the start by undo after any sequence, and to the end again by redo', () => {
		fc.assert(
			fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
				const end = apply(startHistory<Text>(start), actions);
				const steps = end.past.length;
				const undone = apply(
					end,
					Array.from({ length: steps }, () => ({ kind: 'undo' as const })),
				);
				expect(undone.present).toBe(start);
				const redone = apply(
					undone,
					Array.from({ length: steps }, () => ({ kind: 'redo' as const })),
				);
				expect(redone.present).toBe(end.present);
				expect(redone.past).toEqual(end.past);
			}),
		);
	});

	it('takes the letters of a word as one step, and starts another after a pause or elsewhere', () => {
		const word = apply(startHistory<Text>(start), [typed('a', 0), typed('ab', 300), typed('abc', 900)]);
		expect(word.past).toHaveLength(1);
		expect(changeHistory(word, { kind: 'undo' }).present).toBe(start);

		expect(changeHistory(word, typed('abcd', 901 + GROUP_PAUSE_MS)).past).toHaveLength(2);
		expect(changeHistory(word, typed('abcd', 950, 'text')).past).toHaveLength(2);
		expect(changeHistory(word, typed('abcd', 950, null)).past).toHaveLength(2);
	});

	it('does not join what is typed after an undo to what was typed before it', () => {
		const actions = [typed('a', 0), typed('b', 5000), { kind: 'undo' } as const, typed('ac', 5100)];
		const history = apply(startHistory<Text>(start), actions);
		expect(history.past.map(({ state }) => state.words)).toEqual(['start', 'a']);
		expect(history.future).toEqual([]);
	});

	it('says where each step happened, and keeps a bounded number of them', () => {
		const many = Array.from({ length: MAX_STEPS + 5 }, (_, index) => typed(String(index), 0, null));
		const history = apply(startHistory<Text>(start), many);
		expect(history.past).toHaveLength(MAX_STEPS);
		expect(changeHistory(history, { kind: 'undo' }).future[0]?.place).toBe('/title');
	});
});
