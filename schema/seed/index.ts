import { appSettings } from './app-settings.ts';
import { brandsLinks } from './brands-links.ts';
import { components } from './components.ts';
import { fastingPresets } from './fasting-presets.ts';
import { foods } from './foods.ts';
import { goalDefaults } from './goal-defaults.ts';
import { recipes } from './recipes.ts';
import { screens } from './screens/index.ts';
import { videos } from './videos.ts';

export type { AppSettingsRow } from './app-settings.ts';
export type { BrandsLinkRow } from './brands-links.ts';
export type { ComponentRow } from './components.ts';
export type { FastingPresetRow } from './fasting-presets.ts';
export type { FoodRow } from './foods.ts';
export type { GoalDefaultsRow } from './goal-defaults.ts';
export type { NutritionTag } from './nutrition-tag.ts';
export type { RecipeIngredientRow, RecipeRow } from './recipes.ts';
export type { ScreenComponent, ScreenPayload, ScreenRow } from './screens/screen.ts';
export type { VideoRow } from './videos.ts';

export const seed = {
	components,
	screens,
	foods,
	recipes,
	videos,
	fastingPresets,
	goalDefaults,
	brandsLinks,
	appSettings,
};
