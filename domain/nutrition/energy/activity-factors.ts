import type { Activity } from './person.ts';

/**
 * Physical activity levels: maintenance energy as a multiple of resting energy. Our own choice inside the classes of
 * NASEM 2023 (inactive 1.00 to 1.53, low active to 1.68, active to 1.85, very active to 2.50; few measured people
 * are below 1.39), near what its equations give as a multiple of Mifflin-St Jeor. The popular ladder from 1.2 to
 * 1.9 uses the same words for less and would make a deficit out of maintenance.
 */
export const ACTIVITY_FACTORS: Readonly<Record<Activity, number>> = {
	inactive: 1.46,
	low_active: 1.6,
	active: 1.76,
	very_active: 1.95,
};
