import type { keptColumns } from '../../schema/answers/own.ts';
import { insights } from '../../schema/collections/insights.ts';
import { mealLogs } from '../../schema/collections/meal-logs.ts';
import { pantry } from '../../schema/collections/pantry.ts';
import { userProfiles } from '../../schema/collections/user-profiles.ts';
import { userTargets } from '../../schema/collections/user-targets.ts';
import type { Row } from '../../schema/model/collection.ts';

/** Every collection whose rows belong to one person each, by name. Export and erasure go through all of them. */
export const ownCollections = {
	user_profiles: userProfiles,
	user_targets: userTargets,
	meal_logs: mealLogs,
	pantry,
	insights,
} as const;

export type OwnCollection = keyof typeof ownCollections;
export type OwnRow<Name extends OwnCollection> = Row<(typeof ownCollections)[Name]>;

/** Those that people write themselves; each row counts its versions. */
export type WritableCollection = 'user_profiles' | 'meal_logs' | 'pantry';

type KeptColumn = (typeof keptColumns)[number];
export type OwnValues<Name extends WritableCollection> = Partial<Omit<OwnRow<Name>, KeptColumn>>;
