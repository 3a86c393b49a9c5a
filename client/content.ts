import { address, segment, type QueryValue } from './address.ts';
import type { ConditionalGet } from './conditional-get.ts';
import type { ItemResult, ListMeta, ListResult } from './results.ts';
import type { KeptAnswers } from './store/kept-answers.ts';
import type {
	BrandLink,
	BrandLinkQuery,
	ContentPath,
	FastingPreset,
	FastingPresetQuery,
	Food,
	FoodQuery,
	GoalDefaults,
	GoalDefaultsQuery,
	Locale,
	Recipe,
	RecipeQuery,
	RecipeSummary,
	Video,
	VideoQuery,
} from './types.ts';

interface InLocale {
	readonly locale?: Locale | undefined;
}

/** One public collection. */
export interface Content<Item, Query, ListItem = Item> {
	/**
	 * A page of published items. It is kept and confirmed by its ETag, apart from searches: they are as many as the
	 * words that people type.
	 *
	 * @throws {BeBetterError} 400 INVALID_QUERY, naming the parameter
	 */
	list(query?: Query & InLocale): Promise<ListResult<ListItem>>;
	/** One published item by its slug. */
	get(slug: string, options?: InLocale): Promise<ItemResult<Item>>;
}

export interface ContentClient {
	readonly foods: Content<Food, FoodQuery>;
	readonly recipes: Content<Recipe, RecipeQuery, RecipeSummary>;
	readonly videos: Content<Video, VideoQuery>;
	readonly fastingPresets: Content<FastingPreset, FastingPresetQuery>;
	readonly goalDefaults: Content<GoalDefaults, GoalDefaultsQuery>;
	readonly brandsLinks: Content<BrandLink, BrandLinkQuery>;
}

export function contentClient(
	get: ConditionalGet,
	answers: KeptAnswers,
	scope: string,
	defaults: InLocale,
): ContentClient {
	const content = <Item, Query, ListItem = Item>(path: ContentPath): Content<Item, Query, ListItem> => ({
		async list(query) {
			const asked = inOrder({ ...defaults, ...query });
			const where = address(`/${path}`, asked);
			const outcome = await get({
				path: `/mobile${where}`,
				key: asked['q'] ? null : scope + where,
				isBody: isList<ListItem>,
			});
			if (outcome.kind === 'answered') return { kind: 'list', ...outcome.body };
			if (outcome.kind === 'refused') throw outcome.error;
			return { kind: 'offline', data: outcome.body?.data ?? null, error: outcome.error };
		},
		async get(slug, options) {
			const where = address(`/${path}/${segment(slug)}`, { ...defaults, ...options });
			const key = scope + where;
			const outcome = await get({ path: `/mobile${where}`, key, isBody: isItem<Item> });
			if (outcome.kind === 'answered') return { kind: 'item', data: outcome.body.data };
			if (outcome.kind === 'unreachable')
				return { kind: 'offline', data: outcome.body?.data ?? null, error: outcome.error };
			if (outcome.error.code !== 'NOT_FOUND') throw outcome.error;
			await answers.drop(key);
			return { kind: 'not_found' };
		},
	});

	return {
		foods: content('foods'),
		recipes: content('recipes'),
		videos: content('videos'),
		fastingPresets: content('fasting-presets'),
		goalDefaults: content('goal-defaults'),
		brandsLinks: content('brands-links'),
	};
}

/** The same question has the same address, however the app writes it. */
const inOrder = (query: object): Record<string, QueryValue> =>
	Object.fromEntries(Object.entries(query).sort(([a], [b]) => (a < b ? -1 : 1)));

function isList<Item>(value: unknown): value is { data: Item[]; meta: ListMeta } {
	const { data, meta } = (value ?? {}) as { data?: unknown; meta?: { total?: unknown } };
	return Array.isArray(data) && typeof meta?.total === 'number';
}

function isItem<Item>(value: unknown): value is { data: Item } {
	const slug = (value as { data?: { slug?: unknown } } | null)?.data?.slug;
	return typeof slug === 'string';
}
