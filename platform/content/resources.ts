import { brandsLinks } from '../../schema/collections/brands-links.ts';
import { fastingPresets } from '../../schema/collections/fasting-presets.ts';
import { foods } from '../../schema/collections/foods.ts';
import { goalDefaults } from '../../schema/collections/goal-defaults.ts';
import { recipes } from '../../schema/collections/recipes.ts';
import { videos } from '../../schema/collections/videos.ts';
import { columnsOf, type Collection } from '../../schema/model/collection.ts';

/** A content collection as the app sees it. */
export interface Resource {
	/** The name in addresses. */
	readonly path: string;
	readonly collection: Collection;
	/** Columns that `q` looks into. */
	readonly searched: readonly string[];
	/** Left out of lists, given with the single item. */
	readonly itemOnly: readonly string[];
}

export const resources: readonly Resource[] = [
	{
		path: 'foods',
		collection: foods,
		searched: ['name_en', 'name_ar', 'description_en', 'description_ar'],
		itemOnly: [],
	},
	{
		path: 'recipes',
		collection: recipes,
		searched: ['title_en', 'title_ar', 'summary_en', 'summary_ar'],
		itemOnly: ['steps_en', 'steps_ar', 'steps', 'ingredients'],
	},
	{
		path: 'videos',
		collection: videos,
		searched: ['title_en', 'title_ar', 'description_en', 'description_ar'],
		itemOnly: [],
	},
	{ path: 'fasting-presets', collection: fastingPresets, searched: ['name_en', 'name_ar'], itemOnly: [] },
	{ path: 'goal-defaults', collection: goalDefaults, searched: ['name_en', 'name_ar'], itemOnly: [] },
	{ path: 'brands-links', collection: brandsLinks, searched: ['name_en', 'name_ar'], itemOnly: [] },
];

/** What editors need and apps do not. */
const editorialColumns = new Set([
	'status',
	'user_created',
	'user_updated',
	'date_created',
	'override_reason',
]);

/** The columns of a resource that go out. */
export function servedColumns({ collection }: Resource): string[] {
	return columnsOf(collection).flatMap(([name]) => (editorialColumns.has(name) ? [] : [name]));
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
		.filter(
			([name, { type }]) =>
				!editorialColumns.has(name) && type !== 'json' && type !== 'text' && name !== 'id',
		)
		.map(([name]) => name);
	return [...new Set([...localised.slice(0, 1), ...plain])];
}
