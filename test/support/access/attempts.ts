import { columnsOf, type Collection } from '../../../schema/model/collection.ts';
import { asQuery, type Answer, type Caller } from './caller.ts';
import { markedColumns, type StoredRow } from './sample-row.ts';

/** One way to ask for something. */
export interface Attempt {
	readonly what: string;
	readonly send: (caller: Caller) => Promise<Answer>;
}

const rest = (what: string, method: string, path: string, body?: unknown): Attempt => ({
	what: `${what}: ${method} ${path}`.slice(0, 160),
	send: (caller) => caller.call(method, path, body),
});

const graphql = (query: string, options: { system?: boolean } = {}): Attempt => ({
	what: `GraphQL: ${query}`.slice(0, 160),
	send: (caller) => caller.graphql(query, options),
});

/** Every way we know to read, count or guess the rows of a collection through Directus. */
export function readAttempts(of: Collection, row: StoredRow): Attempt[] {
	const { name } = of;
	const [marked] = markedColumns(of);
	const items = `/items/${name}`;
	const column = marked ?? 'id';
	const guess = { [column]: { _starts_with: row.marker.slice(0, -1) } };
	const filter = JSON.stringify(guess);

	return [
		rest('list', 'GET', items),
		rest('everything', 'GET', `${items}?fields=*.*.*&limit=-1`),
		rest('item', 'GET', `${items}/${row.id}`),
		rest('item of a version', 'GET', `${items}/${row.id}?version=draft`),
		rest('search', 'GET', `${items}?search=${row.marker}`),
		rest('filter', 'GET', `${items}?${asQuery({ filter: guess })}`),
		rest('SEARCH', 'SEARCH', items, { query: { filter: guess, fields: ['*'] } }),
		rest('count', 'GET', `${items}?${asQuery({ 'aggregate[count]': '*', filter: guess })}`),
		rest('meta', 'GET', `${items}?${asQuery({ meta: '*', limit: '0', filter: guess })}`),
		rest('min', 'GET', `${items}?aggregate[min]=${columnNamed(of, 'number')}&aggregate[countDistinct]=id`),
		rest('group', 'GET', `${items}?groupBy[]=${column}`),
		rest('sort', 'GET', `${items}?sort=-${column}&fields=id`),
		rest('alias', 'GET', `${items}?alias[a]=${column}&fields=a`),
		rest('function', 'GET', `${items}?fields=year(${columnNamed(of, 'time')})`),
		...['csv', 'json', 'xml'].map((format) => rest('export', 'GET', `${items}?export=${format}`)),
		graphql(`{ ${name}(limit: -1) { id ${column} } }`),
		graphql(`{ a: ${name}(filter: { ${column}: { _eq: "${row.marker}" } }) { b: ${column} } }`),
		graphql(`{ ${name}_by_id(id: "${row.id}") { id ${column} } }`),
		graphql(`{ ${name}_aggregated { count { id } } }`),
		graphql(`{ ${name}_aggregated(groupBy: ["${column}"]) { group countAll } }`),
		rest('revisions', 'GET', `/revisions?${asQuery({ filter: { collection: { _eq: name } } })}`),
		rest('activity', 'GET', `/activity?${asQuery({ filter: { collection: { _eq: name } } })}`),
		rest('versions', 'GET', `/versions?${asQuery({ filter: { collection: { _eq: name } } })}`),
		rest('shares', 'GET', '/shares?fields=*.*'),
		rest('comments', 'GET', '/comments?fields=*.*'),
		rest('people', 'GET', '/users?fields=*.*&limit=-1'),
		rest('self', 'GET', '/users/me?fields=*.*.*'),
		rest('relation', 'GET', `/users?${asQuery({ filter: { $FOLLOW: guess } })}`),
		rest('reverse', 'GET', `/users?filter[$FOLLOW(${name},user)][${column}][_eq]=${row.marker}`),
		graphql(
			`
				{
					users {
						id
						email
					}
				}
			`,
			{ system: true },
		),
		graphql(`{ revisions(filter: { collection: { _eq: "${name}" } }) { data } }`, { system: true }),
		rest('presets', 'GET', `/presets?${asQuery({ filter: { collection: { _eq: name } } })}`),
		rest('export to a file', 'POST', `/utils/export/${name}`, {
			query: { fields: ['*'], filter: JSON.parse(filter) },
			format: 'json',
			file: { title: row.marker },
		}),
	];
}

/** Every way we know to add, change or remove rows of a collection through Directus. */
export function writeAttempts(of: Collection, row: StoredRow, change: Record<string, unknown>): Attempt[] {
	const { name } = of;
	const items = `/items/${name}`;
	const byMarker = { filter: { [markedColumns(of)[0] ?? 'id']: { _eq: row.marker } } };
	const fields = Object.entries(change)
		.map(([field, value]) => `${field}: ${JSON.stringify(value)}`)
		.join(', ');
	const file = JSON.stringify([{ id: row.id, ...change }]);
	const columns = Object.keys(change);
	const csv = `id,${columns.join(',')}\n${row.id},${columns.map((column) => String(change[column])).join(',')}\n`;

	return [
		rest('create', 'POST', items, change),
		rest('create many', 'POST', items, [change, change]),
		rest('update', 'PATCH', `${items}/${row.id}`, change),
		rest('update many', 'PATCH', items, { keys: [row.id], data: change }),
		rest('update by query', 'PATCH', items, { query: byMarker, data: change }),
		rest('update batch', 'PATCH', items, [{ id: row.id, ...change }]),
		rest('singleton', 'PATCH', items, change),
		{ what: 'import of JSON', send: (caller) => caller.importFile(name, 'json', file) },
		{ what: 'import of CSV', send: (caller) => caller.importFile(name, 'csv', csv) },
		rest('sort', 'POST', `/utils/sort/${name}`, { item: row.id, to: row.id }),
		rest('version', 'POST', '/versions', { key: 'mine', name: 'mine', collection: name, item: row.id }),
		rest('share', 'POST', '/shares', { collection: name, item: row.id }),
		rest('comment', 'POST', '/comments', { collection: name, item: row.id, comment: 'mine' }),
		rest('collection', 'PATCH', `/collections/${name}`, { meta: { note: 'mine' } }),
		rest('field', 'POST', `/fields/${name}`, { field: 'mine', type: 'string' }),
		graphql(`mutation { create_${name}_item(data: { ${fields} }) { id } }`),
		graphql(`mutation { create_${name}_items(data: [{ ${fields} }]) { id } }`),
		graphql(`mutation { update_${name}_item(id: "${row.id}", data: { ${fields} }) { id } }`),
		graphql(`mutation { update_${name}_items(ids: ["${row.id}"], data: { ${fields} }) { id } }`),
		graphql(`mutation { update_${name}_batch(data: [{ id: "${row.id}", ${fields} }]) { id } }`),
		graphql(`mutation { delete_${name}_items(ids: ["${row.id}"]) { ids } }`),
		graphql(`mutation { delete_${name}_item(id: "${row.id}") { id } }`),
		rest('delete by query', 'DELETE', items, { query: byMarker }),
		rest('delete many', 'DELETE', items, [row.id]),
		rest('delete', 'DELETE', `${items}/${row.id}`),
	];
}

function columnNamed(of: Collection, kind: 'number' | 'time'): string {
	const types = kind === 'number' ? ['float', 'integer', 'bigInteger'] : ['date', 'timestamp'];
	return columnsOf(of).find(([, field]) => types.includes(field.type))?.[0] ?? 'id';
}
