import { describe, expect, it } from 'vitest';
import { collections, type CollectionName } from '../../../schema/collections/index.ts';
import { dashboards } from '../../../schema/dashboards/index.ts';
import type { PanelDeclaration } from '../../../schema/model/dashboard.ts';

/** Options that name a column of the panel's collection. */
const columnOptions = [
	'field',
	'valueField',
	'dateField',
	'column',
	'xAxis',
	'yAxis',
	'groupByField',
	'aggregateField',
];

/** Cells that stand beside each other in the Studio at 1440 pixels with its sidebar open. */
const laptopWidth = 41;

/** Cells that a panel of each kind needs at least, as the Studio declares them. */
const least = {
	metric: [6, 2],
	'time-series': [12, 6],
	'metric-list': [12, 6],
	'bar-chart': [12, 6],
	'pie-chart': [12, 10],
	list: [12, 6],
};

const overlap = (one: PanelDeclaration, other: PanelDeclaration): boolean =>
	one.position_x < other.position_x + other.width &&
	other.position_x < one.position_x + one.width &&
	one.position_y < other.position_y + other.height &&
	other.position_y < one.position_y + one.height;

describe.each(dashboards.map((dashboard) => [dashboard.name.en, dashboard] as const))(
	'%s',
	(_, dashboard) => {
		const { panels } = dashboard;

		it('has panels with ids of their own', () => {
			expect(new Set([dashboard.id, ...panels.map(({ id }) => id)]).size).toBe(panels.length + 1);
		});

		it('is named in both languages, and so is each panel', () => {
			for (const { name, note } of [dashboard, ...panels])
				for (const words of [name, ...(note ? [note] : [])]) {
					expect(words.en).toMatch(/^[\x20-\x7e]+$/);
					expect(words.ar).toMatch(/\p{Script=Arabic}/u);
				}
		});

		it('fits a laptop, and no panel lies on another', () => {
			const overlapping = panels.flatMap((one, index) =>
				panels
					.slice(index + 1)
					.flatMap((other) => (overlap(one, other) ? [`${one.name.en}, ${other.name.en}`] : [])),
			);
			expect(overlapping).toEqual([]);
			for (const { name, type, position_x, position_y, width, height } of panels) {
				const [leastWidth = 0, leastHeight = 0] = least[type];
				expect(position_x + width, name.en).toBeLessThanOrEqual(laptopWidth);
				expect(Math.min(position_x, position_y), name.en).toBeGreaterThan(0);
				expect(width, name.en).toBeGreaterThanOrEqual(leastWidth);
				expect(height, name.en).toBeGreaterThanOrEqual(leastHeight);
			}
		});

		it('asks for columns that there are', () => {
			for (const { name, options } of panels) {
				expect(Object.keys(collections)).toContain(options.collection);
				const columns = Object.keys(collections[options.collection as CollectionName].fields);
				const asked = columnOptions.flatMap((option) => options[option] ?? []);
				const filtered = filteredColumns(options['filter']);
				const shown = [...String(options['displayTemplate'] ?? '').matchAll(/\{\{(\w+)\}\}/g)].map(
					([, column]) => column,
				);
				for (const column of [...asked, ...filtered, ...shown]) expect(columns, name.en).toContain(column);
			}
		});

		it('never asks for all events that there ever were', () => {
			for (const { name, type, options } of panels) {
				if (options.collection !== 'events' || type === 'list') continue;
				const range = JSON.stringify(options).match(/\$NOW\(-\d+ days\)|"range":"3 months"/);
				expect(range, name.en).not.toBeNull();
			}
		});
	},
);

function filteredColumns(filter: unknown): string[] {
	const { _and = [] } = (filter ?? {}) as { _and?: object[] };
	return _and.flatMap((condition) => Object.keys(condition));
}
