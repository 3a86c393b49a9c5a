import type { FloorsCheck } from '../studio/contract.ts';
import type { AppVersion } from '../../versions/app-version.ts';
import { compareCores, formatAppVersion, parseAppVersion } from '../../versions/app-version.ts';
import type { Platform, UpgradeSettings } from '../../versions/upgrade-gate.ts';
import { countUsers, type ActiveUsers, type ActiveVersion } from './active-users.ts';
import { modelAdoption, type ProjectShare } from './adoption.ts';
import { isStopped, type VariantChange } from './outcome.ts';

export type FloorCandidate = FloorsCheck['candidates'][number];

export interface CandidatesQuestion {
	readonly active: ActiveUsers;
	/** The variants that a floor is sought for; whom they all stop today does not count. */
	readonly variants: readonly Pick<VariantChange, 'before'>[];
	readonly settings: UpgradeSettings;
	/** Share of active people that a floor may block without a confirmation. */
	readonly threshold: number;
}

const platforms = ['ios', 'android'] as const;

/**
 * Every version that people used in the last 28 days as a minimum for its platform: what it would block of all active
 * people, and when that falls to the threshold. For each platform the lowest version first; build numbers and
 * prereleases are left out, as editors do when they write a floor.
 */
export function floorCandidates({
	active,
	variants,
	settings,
	threshold,
}: CandidatesQuestion): FloorCandidate[] {
	const versions = active.last_28_days;
	const total = countUsers(versions);
	const project = modelAdoption(versions, active.daily);
	const isStoppedAnyway = (version: ActiveVersion) =>
		variants.length > 0 && variants.every(({ before }) => isStopped(version, before ?? {}, settings));

	return platforms.flatMap((platform) =>
		coresOf(versions, platform).map((version) => {
			const floors = { [`min_app_version_${platform}`]: version };
			const isBlocked = (one: ActiveVersion) =>
				one.platform === platform && isStopped(one, floors, {}) && !isStoppedAnyway(one);
			const blocked = countUsers(versions.filter(isBlocked));
			return {
				platform,
				version,
				blocked_share: blocked / total,
				below_threshold_in_days: firstDayWithin(threshold, blocked / total, project(isBlocked)),
			};
		}),
	);
}

function coresOf(versions: readonly ActiveVersion[], platform: Platform): string[] {
	const cores = versions
		.filter((version) => version.platform === platform && version.users > 0)
		.flatMap(({ app_version }) => parseAppVersion(app_version) ?? [])
		.map(({ core }): AppVersion => ({ core, prerelease: [], build: [] }))
		.sort(compareCores);
	return cores
		.filter((version, index) => index === 0 || compareCores(version, cores[index - 1]!) !== 0)
		.map(formatAppVersion);
}

function firstDayWithin(
	threshold: number,
	now: number,
	{ shares, isKnown }: ReturnType<ProjectShare>,
): number | null {
	if (now <= threshold) return 0;
	const day = shares.findIndex((share) => share <= threshold);
	return isKnown && day !== -1 ? day : null;
}
