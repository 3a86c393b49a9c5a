import type { Impact } from '../studio/contract.ts';
import type { UpgradeSettings } from '../../versions/upgrade-gate.ts';
import {
	countUsers,
	versionsOf,
	withKnownSchemas,
	type ActiveUsers,
	type ActiveVersion,
	type ImpactDays,
} from './active-users.ts';
import { modelAdoption } from './adoption.ts';
import * as caveats from './caveats.ts';
import { isNewlyStopped, isStoppedNow, worstOutcome, type VariantChange } from './outcome.ts';

export interface ImpactQuestion {
	readonly active: ActiveUsers;
	/** All variants that change together. */
	readonly changes: readonly VariantChange[];
	readonly settings: UpgradeSettings;
	readonly days: ImpactDays;
}

/**
 * Whom changes would block, among people who were active in the last days. Everybody counts as if they opened every
 * changed variant: events do not say which goal a person has, so the true number can only be smaller.
 */
export function estimateImpact({ active, changes, settings, days }: ImpactQuestion): Impact {
	const versions = withKnownSchemas(versionsOf(active, days)).map((version) => ({
		...version,
		outcome: worstOutcome(version, changes, settings),
	}));
	const total = countUsers(versions);
	const sized = (isMeant: (version: (typeof versions)[number]) => boolean) => {
		const users = countUsers(versions.filter(isMeant));
		return { users, share: shareOf(users, total) };
	};
	const projected = modelAdoption(
		versions,
		active.daily,
	)((version) => worstOutcome(version, changes, settings) === 'blocked');
	const isProjected = total > 0 && projected.isKnown;
	return {
		days,
		active_users: total,
		blocked: sized(({ outcome }) => outcome === 'blocked'),
		last_good: sized(({ outcome }) => outcome === 'last_good'),
		already_blocked: sized((version) => isStoppedNow(version, changes, settings)),
		newly_blocked: sized((version) => isNewlyStopped(version, changes, settings)),
		versions: versions
			.map(({ platform, app_version, schema_version, users, outcome }) => ({
				platform,
				app_version,
				schema_version,
				users,
				share: shareOf(users, total),
				outcome,
			}))
			.sort(
				(a, b) => b.users - a.users || compareText(a.platform + a.app_version, b.platform + b.app_version),
			),
		projection: isProjected ? projected.shares.map((blocked_share, day) => ({ day, blocked_share })) : [],
		caveats: [
			...(total === 0 ? [caveats.nobodyCounted(days)] : []),
			...(total > 0 && total < caveats.fewUsers ? [caveats.fewCounted(total)] : []),
			...(total > 0 && !projected.isKnown ? [caveats.trendUnknown] : []),
			...(isProjected && isFlat(projected.shares) ? [caveats.trendFlat] : []),
			...(versions.some((version) => isSchemaGuessed(version, changes)) ? [caveats.schemaGuessed] : []),
			...(total > 0 && !isForEverybody(changes) ? [caveats.audienceUnknown] : []),
		],
	};
}

const shareOf = (users: number, total: number): number => (total === 0 ? 0 : users / total);

const compareText = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

const isFlat = (shares: readonly number[]): boolean => {
	const [first = 0] = shares;
	return first > 0 && (shares.at(-1) ?? 0) > first * 0.99;
};

/** What an app has shown is the least it renders: it may render the new version and have had nothing to show it with. */
const isSchemaGuessed = ({ schema_version }: ActiveVersion, changes: readonly VariantChange[]): boolean =>
	changes.some(({ after }) => after.schema_version > (schema_version ?? 1));

const isForEverybody = (changes: readonly VariantChange[]): boolean =>
	['en', 'ar'].every((wanted) => changes.some(({ goal, locale }) => goal === 'default' && locale === wanted));
