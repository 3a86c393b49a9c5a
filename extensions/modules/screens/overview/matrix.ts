import type { CellState, OverviewCell, VariantName } from '../../../../domain/screens/studio/contract.ts';
import { goals, keyOf, locales } from '../shared/variants.ts';

export interface Filter {
	/** Part of the screen's key. */
	readonly search: string;
	readonly states: readonly CellState[];
	/** null for all. */
	readonly goal: VariantName['goal'] | null;
	readonly locale: VariantName['locale'] | null;
}

/** One screen in one language: a line of the matrix. */
export interface Line {
	readonly locale: VariantName['locale'];
	readonly cells: readonly { readonly name: VariantName; readonly cell: OverviewCell | null }[];
}

export interface ScreenRows {
	readonly screen_key: string;
	readonly lines: readonly Line[];
	/** What is there of it, as far as the filter lets through. */
	readonly found: readonly OverviewCell[];
}

/** Cells as a matrix: screens by their key, each with a line for each language and a column for each goal. */
export function arrangeScreens(cells: readonly OverviewCell[], filter: Filter): ScreenRows[] {
	const byKey = new Map(cells.map((cell) => [keyOf(cell), cell]));
	const wanted = filter.search.trim().toLowerCase();
	const keys = [...new Set(cells.map(({ screen_key }) => screen_key))]
		.filter((key) => key.toLowerCase().includes(wanted))
		.sort();
	const shownGoals = goals.filter((goal) => filter.goal === null || filter.goal === goal);
	const shownLocales = locales.filter((locale) => filter.locale === null || filter.locale === locale);

	return keys
		.map((screen_key): ScreenRows => {
			const lines = shownLocales.map((locale) => ({
				locale,
				cells: shownGoals.map((goal) => {
					const name = { screen_key, goal, locale };
					return { name, cell: byKey.get(keyOf(name)) ?? null };
				}),
			}));
			const there = lines.flatMap((line) => line.cells.flatMap(({ cell }) => cell ?? []));
			return { screen_key, lines, found: there.filter(({ states }) => hasAny(states, filter.states)) };
		})
		.filter(({ found }) => found.length > 0);
}

/** Whether a filter for states lets a cell through; no state asks for nothing. */
export const hasAny = (states: readonly CellState[], asked: readonly CellState[]): boolean =>
	asked.length === 0 || asked.some((state) => states.includes(state));
