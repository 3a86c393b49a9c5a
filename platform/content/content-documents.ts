import { localise, type Locale } from '../../domain/content/localise.ts';
import { queryItems, type Item, type ItemQuery } from '../../domain/content/query-items.ts';
import { collectionTag, columnTag, itemTags } from '../../domain/publishing/tags.ts';
import { notFound } from '../http/errors.ts';
import type { Document } from '../publishing/document.ts';
import type { Resource } from './resources.ts';

const noHeaders: readonly string[] = [];

/** The answer to a list's query. */
export function listDocument(resource: Resource, all: readonly Item[], query: ItemQuery): Document {
	const localised = needsTexts(query) ? all.map((item) => localise(item, query.locale)) : all;
	const { items, total } = queryItems(localised, resource.searched, query);

	return {
		key: `${resource.path}?${canonicalQuery(query)}`,
		tags: [...collectionTags(resource, query), ...shownTags(resource, items)],
		collection: resource.collection.name,
		vary: noHeaders,
		body: () => ({
			data: items.map((item) => without(present(item, query.locale), resource.itemOnly)),
			meta: { total, page: query.page, pages: Math.ceil(total / query.limit), limit: query.limit },
		}),
	};
}

/** @throws {ApiError} 404 NOT_FOUND when no published item has that slug */
export function itemDocument(
	resource: Resource,
	all: readonly Item[],
	slug: string,
	locale: Locale,
): Document {
	const item = all.find((candidate) => candidate['slug'] === slug);
	if (!item)
		throw notFound('NOT_FOUND', `There is no published item "${slug.slice(0, 100)}" in ${resource.path}.`);

	return {
		key: `${resource.path}/${slug}?locale=${locale}`,
		tags: [collectionTag(resource.collection.name), ...shownTags(resource, [item])],
		collection: resource.collection.name,
		vary: noHeaders,
		body: () => ({ data: present(item, locale) }),
	};
}

/** Sorting by a localised name is the only thing that looks at localised texts. */
const needsTexts = ({ sort }: ItemQuery): boolean => sort !== undefined && sort.length > 0;

function canonicalQuery({ q, tags, where, sort, page, limit, locale }: ItemQuery): string {
	return JSON.stringify([
		locale,
		page,
		limit,
		q ?? '',
		tags?.toSorted() ?? [],
		Object.entries(where ?? {}).toSorted(),
		sort ?? [],
	]);
}

/** Columns that decide which items the list shows, and in which order. */
function collectionTags({ collection, searched }: Resource, { q, tags, where, sort }: ItemQuery): string[] {
	const columns = [
		...(q ? searched : []),
		...(tags?.length ? ['tags'] : []),
		...Object.keys(where ?? {}),
		...(sort?.length ? sort.flatMap((key) => sortedColumns(key.replace(/^-/, ''))) : ['sort']),
		'slug',
	];
	return [
		collectionTag(collection.name),
		...[...new Set(columns)].map((column) => columnTag(collection.name, column)),
	];
}

const sortedColumns = (name: string): string[] =>
	name === 'name' || name === 'title' ? [`${name}_en`, `${name}_ar`] : [name];

/** The items shown, and the foods that recipes are computed from. */
function shownTags({ collection }: Resource, items: readonly Item[]): string[] {
	const foods = items.flatMap((item) =>
		Array.isArray(item['ingredient_foods']) ? (item['ingredient_foods'] as string[]) : [],
	);
	return [
		...itemTags(
			collection.name,
			items.map(({ id }) => String(id)),
		),
		...new Set(foods.length > 0 ? itemTags('foods', [...new Set(foods)]) : []),
	];
}

function present(item: Item, locale: Locale): Item {
	const { ingredient_foods: _ids, ...shown } = localise(item, locale);
	const ingredients = shown['ingredients'];
	return Array.isArray(ingredients)
		? { ...shown, ingredients: ingredients.map((ingredient) => localise(ingredient as Item, locale)) }
		: shown;
}

const without = (item: Item, names: readonly string[]): Item =>
	Object.fromEntries(Object.entries(item).filter(([name]) => !names.includes(name)));
