import { contentResources, editorialColumns, type Resource } from '../../schema/answers/content.ts';
import { columnsOf } from '../../schema/model/collection.ts';

export type { Resource };

export const resources: readonly Resource[] = contentResources;

const isEditorial = (column: string): boolean => (editorialColumns as readonly string[]).includes(column);

/** The columns of a resource that go out. */
export function servedColumns({ collection }: Resource): string[] {
	return columnsOf(collection).flatMap(([name]) => (isEditorial(name) ? [] : [name]));
}

/** Columns with a closed set of values, by which an app may filter. */
export function filterColumns({ collection }: Resource): string[] {
	return columnsOf(collection).flatMap(([name, { choices, type }]) =>
		choices && type === 'string' && name !== 'status' ? [name] : [],
	);
}

/** Columns by which an app may sort: numbers, words and times, and the localised name or title. */
export function sortColumns(resource: Resource): string[] {
	const localised = resource.searched.filter((name) => name.endsWith('_en')).map((name) => name.slice(0, -3));
	const plain = columnsOf(resource.collection)
		.filter(([name, { type }]) => !isEditorial(name) && type !== 'json' && type !== 'text' && name !== 'id')
		.map(([name]) => name);
	return [...new Set([...localised.slice(0, 1), ...plain])];
}
