import type { Collection } from '../model/collection.ts';
import { text, type Text } from '../model/text.ts';
import { appSettings } from './app-settings.ts';
import { brandsLinks } from './brands-links.ts';
import { fastingPresets } from './fasting-presets.ts';
import { foods } from './foods.ts';
import { goalDefaults } from './goal-defaults.ts';
import { eventArchives } from './event-archives.ts';
import { eventTypes } from './event-types.ts';
import { events } from './events.ts';
import { dailyEventStats } from './daily-event-stats.ts';
import { jobRuns } from './job-runs.ts';
import { insights } from './insights.ts';
import { mealLogs } from './meal-logs.ts';
import { pantry } from './pantry.ts';
import { userProfiles } from './user-profiles.ts';
import { userTargets } from './user-targets.ts';
import { recipeIngredients, recipes } from './recipes.ts';
import { sduiComponents, sduiDrafts, sduiReleases, sduiScreens } from './screens.ts';
import { videos } from './videos.ts';

export interface Group {
	readonly name: string;
	readonly label: Text;
	readonly note: Text;
	readonly icon: string;
}

/** Folders of the Studio's navigation, in order. */
export const groups: readonly Group[] = [
	{
		name: 'bebetter_content',
		label: text('Content', 'المحتوى'),
		note: text('What people read, cook and watch.', 'ما يقرؤه الناس ويطبخونه ويشاهدونه.'),
		icon: 'local_library',
	},
	{
		name: 'bebetter_screens',
		label: text('App screens', 'شاشات التطبيق'),
		note: text('Server-driven screens and what they are made of.', 'الشاشات التي يقودها الخادم ومكوّناتها.'),
		icon: 'phone_iphone',
	},
	{
		name: 'bebetter_people',
		label: text('People', 'الأشخاص'),
		note: text('Private rows; each belongs to one person.', 'بيانات خاصة؛ كل منها لشخص واحد.'),
		icon: 'group',
	},
	{
		name: 'bebetter_operations',
		label: text('Operations', 'التشغيل'),
		note: text('What machines write.', 'ما تكتبه الآلات.'),
		icon: 'monitor_heart',
	},
];

/** Every collection, in the order of the Studio's navigation; a collection comes after those it refers to. */
export const collections = {
	foods,
	recipes,
	recipe_ingredients: recipeIngredients,
	videos,
	fasting_presets: fastingPresets,
	goal_defaults: goalDefaults,
	brands_links: brandsLinks,
	sdui_screens: sduiScreens,
	sdui_components: sduiComponents,
	sdui_releases: sduiReleases,
	sdui_drafts: sduiDrafts,
	app_settings: appSettings,
	user_profiles: userProfiles,
	user_targets: userTargets,
	meal_logs: mealLogs,
	pantry,
	insights,
	events,
	event_types: eventTypes,
	daily_event_stats: dailyEventStats,
	event_archives: eventArchives,
	job_runs: jobRuns,
} as const;

export type CollectionName = keyof typeof collections;

export const collectionList: readonly Collection[] = Object.values(collections);
