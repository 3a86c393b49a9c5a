import { fasting } from './fasting.ts';
import { home } from './home.ts';
import { meals } from './meals.ts';
import { profile } from './profile.ts';
import { progress } from './progress.ts';
import { recipesScreen } from './recipes.ts';
import type { ScreenRow } from './screen.ts';

export const screens: ScreenRow[] = [
	...home,
	...fasting,
	...meals,
	...recipesScreen,
	...progress,
	...profile,
];
