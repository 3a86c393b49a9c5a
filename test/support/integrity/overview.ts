import type { SchemaOverview } from '@directus/types';

/** A table as the schema of Directus describes it: its columns and their types, the first of which is the key. */
export type TableColumns = Readonly<Record<string, string>>;

/** What Directus hands to extensions, for tables of a test. */
export function schemaOverview(tables: Readonly<Record<string, TableColumns>>): SchemaOverview {
	const collections = Object.entries(tables).map(([collection, columns]) => [
		collection,
		{
			collection,
			primary: Object.keys(columns)[0],
			fields: Object.fromEntries(
				Object.entries(columns).map(([field, type], index) => [
					field,
					{ field, type, nullable: index > 0, alias: type === 'alias', special: [] },
				]),
			),
		},
	]);
	return { collections: Object.fromEntries(collections), relations: [] } as unknown as SchemaOverview;
}
