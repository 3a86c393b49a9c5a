import { decideUpgrade, type UpgradeSettings, type VersionFloors } from '../../versions/upgrade-gate.ts';
import { negotiateSchema } from '../negotiate-schema.ts';
import { unknown, type ActiveVersion } from './active-users.ts';

/** One variant of a screen, as it is live and as it would be. */
export interface VariantChange {
	readonly goal: string;
	readonly locale: string;
	/** The floors that apps meet there today, also those of the variant they get instead; null when they get none. */
	readonly before: VersionFloors | null;
	readonly after: { readonly floors: VersionFloors; readonly schema_version: number };
	/** Schema versions that it was released with, the live one too. */
	readonly released: readonly number[];
}

export type Outcome = 'served' | 'last_good' | 'blocked';

/** What an app of this version gets that asks for the variant: decided by what the endpoint decides with. */
export function outcomeOf(
	version: ActiveVersion,
	{ after, released }: VariantChange,
	settings: UpgradeSettings,
): Outcome {
	if (isStopped(version, after.floors, settings)) return 'blocked';
	const releases = released.map((schema_version) => ({ schema_version }));
	const { kind } = negotiateSchema(after, releases, version.schema_version ?? undefined);
	if (kind === 'upgrade') return 'blocked';
	return kind === 'last_good' ? 'last_good' : 'served';
}

/** Over all variants: blocked if blocked anywhere. */
export function worstOutcome(
	version: ActiveVersion,
	changes: readonly VariantChange[],
	settings: UpgradeSettings,
): Outcome {
	const outcomes = changes.map((change) => outcomeOf(version, change, settings));
	if (outcomes.includes('blocked')) return 'blocked';
	return outcomes.includes('last_good') ? 'last_good' : 'served';
}

/** Stopped somewhere today, at any of the variants. */
export const isStoppedNow = (
	version: ActiveVersion,
	changes: readonly VariantChange[],
	settings: UpgradeSettings,
): boolean => changes.some(({ before }) => before !== null && isStopped(version, before, settings));

/** Stopped by the new floors of a variant that lets it pass today; a variant that is not live yet stops nobody. */
export const isNewlyStopped = (
	version: ActiveVersion,
	changes: readonly VariantChange[],
	settings: UpgradeSettings,
): boolean =>
	changes.some(
		({ before, after }) =>
			isStopped(version, after.floors, settings) &&
			// Refused versions are stopped everywhere, so a new screen costs them nothing.
			!isStopped(version, before ?? {}, settings),
	);

/** Whether floors or a refusal of the version let it no further. */
export function isStopped(
	{ platform, app_version }: Pick<ActiveVersion, 'platform' | 'app_version'>,
	floors: VersionFloors,
	settings: UpgradeSettings,
): boolean {
	const question = {
		appVersion: app_version,
		platform: platform === unknown ? undefined : platform,
		floors,
		settings,
	};
	return decideUpgrade(question).level === 'hard';
}
