import type { Knex } from 'knex';
import type { Item } from '../../domain/content/query-items.ts';
import type { UpgradeSettings } from '../../domain/versions/upgrade-gate.ts';
import type { Change } from '../../domain/publishing/plan-purge.ts';
import { readPublished, rereadPublished } from '../content/read-content.ts';
import { resources, type Resource } from '../content/resources.ts';
import { readScreens, rereadScreens, type ScreensSource } from '../screens/read-screens.ts';
import { readSettings, type Settings } from '../screens/read-settings.ts';

/** Everything that is served, in memory: content is what a few editors write, so it fits. */
export interface Sources {
	/** Published items by the resource's path, in the editors' order. */
	readonly content: Readonly<Record<string, readonly Item[]>>;
	readonly screens: ScreensSource;
	readonly settings: Settings & UpgradeSettings;
}

export async function readAllSources(knex: Knex): Promise<Sources> {
	const content: Record<string, Item[]> = {};
	for (const resource of resources) content[resource.path] = await readPublished(knex, resource);
	return { content, screens: await readScreens(knex), settings: await readSettings(knex) };
}

/** The sources after these changes; what is untouched is taken over as it is. */
export async function readChangedSources(
	knex: Knex,
	previous: Sources,
	changes: readonly Change[],
): Promise<Sources> {
	const content: Record<string, readonly Item[]> = { ...previous.content };
	for (const resource of resources) {
		const before = content[resource.path] ?? [];
		const changed = changedItems(resource, before, changes);
		if (changed === 'unknown') content[resource.path] = await readPublished(knex, resource);
		else if (changed.size > 0)
			content[resource.path] = await rereadPublished(knex, resource, before, changed);
	}

	const screens = changedIds('sdui_screens', changes);
	const hasSettings = changes.some(({ collection }) => collection === 'app_settings');
	return {
		content,
		screens: screens === 'unknown' ? await readScreens(knex) : await reread(knex, previous.screens, screens),
		settings: hasSettings ? await readSettings(knex) : previous.settings,
	};
}

const reread = async (knex: Knex, previous: ScreensSource, changed: ReadonlySet<string>) =>
	changed.size > 0 ? rereadScreens(knex, previous, changed) : previous;

/** Ids of the items that changes make out of date: recipes are computed from foods. */
function changedItems(
	{ path, collection }: Resource,
	before: readonly Item[],
	changes: readonly Change[],
): Set<unknown> | 'unknown' {
	const own = changedIds(collection.name, changes);
	const foods = path === 'recipes' ? changedIds('foods', changes) : new Set<string>();
	if (own === 'unknown' || foods === 'unknown') return 'unknown';
	const made = before.filter(({ ingredient_foods }) =>
		(ingredient_foods as string[] | undefined)?.some((food) => foods.has(food)),
	);
	return new Set([...own, ...made.map(({ id }) => id)]);
}

/** Ids of the rows of a collection that changed. */
export function changedIds(name: string, changes: readonly Change[]): Set<string> | 'unknown' {
	const items = changes.filter(({ collection }) => collection === name).map(({ item }) => item);
	return items.includes(null) ? 'unknown' : new Set(items as string[]);
}

/** Whether an item of a collection is served now; of collections without items of their own, always. */
export function isServed({ content, screens }: Sources, collection: string, id: string): boolean {
	if (collection === 'sdui_screens') return screens.live.some((screen) => screen.id === id);
	const resource = resources.find((candidate) => candidate.collection.name === collection);
	return !resource || (content[resource.path] ?? []).some((item) => item['id'] === id);
}
