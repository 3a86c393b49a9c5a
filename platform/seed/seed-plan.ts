import { seed } from '../../schema/seed/index.ts';

type Row = Record<string, unknown>;

/** The seed rows of one collection and what tells them apart. */
export interface SeedSet {
	readonly collection: string;
	/** Columns whose values name a row for good. */
	readonly key: readonly string[];
	readonly rows: readonly Row[];
}

const published = (rows: readonly object[]): Row[] =>
	rows.map((row, index) => ({ status: 'published', sort: index + 1, ...row }));

/** In the order in which rows can refer to each other. */
export const seedSets: readonly SeedSet[] = [
	{ collection: 'sdui_components', key: ['type'], rows: published(seed.components) },
	{ collection: 'foods', key: ['slug'], rows: published(seed.foods) },
	{ collection: 'recipes', key: ['slug'], rows: published(seed.recipes) },
	{ collection: 'videos', key: ['slug'], rows: published(seed.videos) },
	{ collection: 'fasting_presets', key: ['slug'], rows: published(seed.fastingPresets) },
	{ collection: 'goal_defaults', key: ['slug'], rows: published(seed.goalDefaults) },
	{ collection: 'brands_links', key: ['slug'], rows: published(seed.brandsLinks) },
	{ collection: 'app_settings', key: [], rows: [{ ...seed.appSettings }] },
	{ collection: 'sdui_screens', key: ['screen_key', 'goal', 'locale'], rows: published(seed.screens) },
];

/** The content collections that `seed --force` recreates when none are named. */
export const seededCollections = seedSets.map(({ collection }) => collection);

/** The name of a row in the ledger; the singleton has one name. */
export const seedKey = ({ collection, key }: SeedSet, row: Row): string =>
	[collection, ...key.map((column) => String(row[column]))].join('/');
