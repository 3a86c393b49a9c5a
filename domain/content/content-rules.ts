/**
 * What an editor cannot get past, by collection. Each check takes the full row, that is the stored row
 * with the change merged over it. Errors stop the save; in drafts, what is merely missing is a warning.
 */
export { checkAppSettings } from './check-app-settings.ts';
export { checkBrandLink } from './check-brand-link.ts';
export { checkComponent } from './check-component.ts';
export { checkEventType } from './check-event-type.ts';
export { checkFastingPreset } from './check-fasting-preset.ts';
export { checkFood } from './check-food.ts';
export { checkGoalDefaults } from './check-goal-defaults.ts';
export { checkRecipe } from './check-recipe.ts';
export { checkScreen } from './check-screen.ts';
export { checkVideo } from './check-video.ts';
