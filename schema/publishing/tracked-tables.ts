import { collections } from '../collections/index.ts';
import { columnsOf, type Collection } from '../model/collection.ts';

/** A table whose changes can change what is served. */
export interface TrackedTable {
	readonly table: string;
	/** The collection a change belongs to, and the column that holds its id. */
	readonly collection: string;
	readonly idColumn: string;
	/** Columns whose change is noticed. */
	readonly columns: readonly string[];
	/** Only rows with this status, before or after the change, are served; null where every row is. */
	readonly servedStatus: 'published' | null;
	/** Where it is named, a row is served whatever its status: a recipe counts an archived food too. */
	readonly servedThrough?: { readonly table: string; readonly column: string };
}

/** Columns that are not part of any answer. */
const unserved = new Set([
	'user_created',
	'user_updated',
	'date_created',
	'override_reason',
	'revision',
	'release_note',
]);

function tracked(of: Collection, columns?: readonly string[]): TrackedTable {
	const all = columnsOf(of)
		.map(([name]) => name)
		.filter((name) => !unserved.has(name) && (of.audience === 'content' || name !== 'date_updated'));
	return {
		table: of.name,
		collection: of.name,
		idColumn: 'id',
		columns: columns ?? all,
		servedStatus: of.archivable ? 'published' : null,
	};
}

export const trackedTables: readonly TrackedTable[] = [
	{ ...tracked(collections.foods), servedThrough: { table: 'recipe_ingredients', column: 'food' } },
	tracked(collections.recipes),
	// An ingredient is part of its recipe; whether that is published is for the reader to find out.
	{
		...tracked(collections.recipe_ingredients),
		collection: 'recipes',
		idColumn: 'recipe',
		servedStatus: null,
	},
	tracked(collections.videos),
	tracked(collections.fasting_presets),
	tracked(collections.goal_defaults),
	tracked(collections.brands_links),
	tracked(collections.sdui_screens),
	tracked(collections.sdui_components),
	tracked(collections.app_settings),
];

/** The collections that changes are recorded for. */
export const trackedCollections: readonly string[] = [
	...new Set(trackedTables.map(({ collection }) => collection)),
];
