import type { PanelDeclaration } from '../../schema/model/dashboard.ts';

type Options = Record<string, string & number & object>;

/**
 * The address of what a panel of the Studio asks for. Insights asks by GraphQL, for all panels at once; the query behind
 * it is the same.
 */
export function panelPath({ type, options }: PanelDeclaration): string {
	const query = new URLSearchParams();
	const { aggregate, group = [], sort, limit, filter, fields } = queries[type](options as unknown as Options);
	if (aggregate) query.set(`aggregate[${aggregate[0]}]`, aggregate[1]);
	for (const column of group) query.append('groupBy[]', column);
	if (sort) query.set('sort', sort);
	if (fields) query.set('fields', fields);
	query.set('limit', String(limit));
	query.set('filter', JSON.stringify(filter));
	return `/items/${options.collection}?${query}`;
}

interface PanelQuery {
	aggregate?: [name: string, column: string];
	group?: string[];
	sort?: string;
	limit: number;
	filter: object;
	fields?: string;
}

const queries: Record<PanelDeclaration['type'], (options: Options) => PanelQuery> = {
	metric: (of) => ({ aggregate: [of['function']!, of['field']!], limit: 1, filter: of['filter']! }),
	'time-series': (of) => ({
		aggregate: [of['function']!, of['valueField']!],
		group: ['year', 'month', 'day'].map((part) => `${part}(${of['dateField']})`),
		limit: -1,
		filter: {
			_and: [of['filter'] ?? {}, { [of['dateField']!]: { _gte: `$NOW(-${of['range']})` } }],
		},
	}),
	'metric-list': (of) => ({
		aggregate: [of['aggregateFunction']!, of['aggregateField']!],
		group: [of['groupByField']!],
		sort: `-${of['aggregateFunction']}.${of['aggregateField']}`,
		limit: of['limit']!,
		filter: of['filter']!,
	}),
	'bar-chart': (of) => ({
		aggregate: [of['function']!, of['yAxis']!],
		group: [of['xAxis']!],
		limit: -1,
		filter: of['filter']!,
	}),
	'pie-chart': (of) => ({
		aggregate: [of['function']!, of['column']!],
		group: [of['column']!],
		limit: -1,
		filter: of['filter']!,
	}),
	list: (of) => ({ sort: `-${of['sortField']}`, limit: of['limit']!, filter: of['filter']!, fields: '*' }),
};
