import type { Knex } from 'knex';
import type { Item } from '../../domain/content/query-items.ts';
import type { UpgradeSettings } from '../../domain/versions/upgrade-gate.ts';
import { readPublished } from '../content/read-content.ts';
import { resources } from '../content/resources.ts';
import { readScreens, type ScreensSource } from '../screens/read-screens.ts';
import { readSettings, type Settings } from '../screens/read-settings.ts';

/** Everything that is served, in memory: content is what a few editors write, so it fits. */
export interface Sources {
	/** Published items by the resource's path, in the editors' order. */
	readonly content: Readonly<Record<string, readonly Item[]>>;
	readonly screens: ScreensSource;
	readonly settings: Settings & UpgradeSettings;
}

/** What a change of a collection makes out of date: recipes are computed from foods. */
const affectedContent: Readonly<Record<string, readonly string[]>> = {
	...Object.fromEntries(resources.map(({ path, collection }) => [collection.name, [path]])),
	foods: ['foods', 'recipes'],
};

export async function readAllSources(knex: Knex): Promise<Sources> {
	const content: Record<string, Item[]> = {};
	for (const resource of resources) content[resource.path] = await readPublished(knex, resource);
	return { content, screens: await readScreens(knex), settings: await readSettings(knex) };
}

/** The sources after changes in these collections; what is untouched is taken over as it is. */
export async function readChangedSources(
	knex: Knex,
	previous: Sources,
	collections: readonly string[],
): Promise<Sources> {
	const paths = new Set(collections.flatMap((collection) => affectedContent[collection] ?? []));
	const content: Record<string, readonly Item[]> = { ...previous.content };
	for (const resource of resources)
		if (paths.has(resource.path)) content[resource.path] = await readPublished(knex, resource);

	return {
		content,
		screens: collections.includes('sdui_screens') ? await readScreens(knex) : previous.screens,
		settings: collections.includes('app_settings') ? await readSettings(knex) : previous.settings,
	};
}

/** Whether an item of a collection is served now; of collections without items of their own, always. */
export function isServed({ content, screens }: Sources, collection: string, id: string): boolean {
	if (collection === 'sdui_screens') return screens.live.some((screen) => screen.id === id);
	const resource = resources.find((candidate) => candidate.collection.name === collection);
	return !resource || (content[resource.path] ?? []).some((item) => item['id'] === id);
}
