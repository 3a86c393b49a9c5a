import type { AppVersion } from '../../versions/app-version.ts';
import { compareBuilds, compareCores, parseAppVersion } from '../../versions/app-version.ts';
import type { Platform } from '../../versions/upgrade-gate.ts';

/** What is written where an app did not say its platform or version, or nobody can read it. */
export const unknown = 'unknown';

/** People whose last event of a window came from this app version. */
export interface ActiveVersion {
	/** The web counts as unknown, as it does to the upgrade gate. */
	readonly platform: Platform | typeof unknown;
	/** As apps report it, or `unknown`. */
	readonly app_version: string;
	/** The highest one of a screen that this version has shown, which is the least that it renders; null before any. */
	readonly schema_version: number | null;
	readonly users: number;
}

/** People who used this app version in one day; who updated in it is counted with both. */
export interface DailyVersion {
	/** Days of 24 hours that end now: 0 for the latest, 27 for the first. */
	readonly days_ago: number;
	readonly platform: ActiveVersion['platform'];
	readonly app_version: string;
	readonly users: number;
}

export interface ActiveUsers {
	readonly last_7_days: readonly ActiveVersion[];
	readonly last_28_days: readonly ActiveVersion[];
	readonly daily: readonly DailyVersion[];
}

export const impactDays = [7, 28] as const;
export type ImpactDays = (typeof impactDays)[number];

export const versionsOf = (active: ActiveUsers, days: ImpactDays): readonly ActiveVersion[] =>
	days === 7 ? active.last_7_days : active.last_28_days;

export const countUsers = (versions: readonly { readonly users: number }[]): number =>
	versions.reduce((sum, { users }) => sum + users, 0);

/**
 * Orders versions so that every floor blocks a beginning of the list: by the core, then by the build number, and last
 * those without one, which no floor with a build number blocks.
 */
export function byFloor(a: AppVersion, b: AppVersion): number {
	return compareCores(a, b) || compareBuilds(a, b) || Number(b.build.length > 0) - Number(a.build.length > 0);
}

/**
 * Gives every version what older ones of its platform have shown too: a newer app renders no less. Versions that
 * nobody can read keep their own.
 */
export function withKnownSchemas(versions: readonly ActiveVersion[]): ActiveVersion[] {
	const readable = versions
		.map((version) => ({ version, parsed: parseAppVersion(version.app_version) }))
		.filter((one): one is typeof one & { parsed: AppVersion } => one.parsed !== null);
	const highest = new Map<ActiveVersion, number | null>();
	for (const platform of new Set(versions.map((version) => version.platform))) {
		let known: number | null = null;
		const ordered = readable
			.filter(({ version }) => version.platform === platform)
			.sort((a, b) => byFloor(a.parsed, b.parsed));
		for (const { version } of ordered) {
			known = version.schema_version === null ? known : Math.max(known ?? 0, version.schema_version);
			highest.set(version, known);
		}
	}
	return versions.map((version) => ({
		...version,
		schema_version: highest.get(version) ?? version.schema_version,
	}));
}
