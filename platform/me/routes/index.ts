import type { OwnRoute } from '../own-route.ts';
import { accountRoutes } from './account.ts';
import { insightRoutes } from './insights.ts';
import { mealRoutes } from './meal-logs.ts';
import { pantryRoutes } from './pantry.ts';
import { profileRoutes } from './profile.ts';
import { targetRoutes } from './targets.ts';

/** Every address for the caller's own data, below `/mobile`. */
export const ownRoutes: readonly OwnRoute[] = [
	...profileRoutes,
	...targetRoutes,
	...mealRoutes,
	...pantryRoutes,
	...insightRoutes,
	...accountRoutes,
];
