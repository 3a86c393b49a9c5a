import type { Message } from '../problem.ts';
import type { AppVersion } from './app-version.ts';
import { isBelowFloor, parseAppVersion } from './app-version.ts';
import { parseVersionRange } from './version-range.ts';

export type Platform = 'ios' | 'android';

/** The minimum versions of one screen. A platform's own floor wins: two stores approve on different days. */
export interface VersionFloors {
	min_app_version?: string | null | undefined;
	min_app_version_ios?: string | null | undefined;
	min_app_version_android?: string | null | undefined;
}

/** Versions that must not be used any more, such as a release with a fault. */
export interface RefusedVersion {
	platform: Platform | 'all';
	/** See `parseVersionRange`. */
	range: string;
	reason_en?: string | null | undefined;
	reason_ar?: string | null | undefined;
}

export interface UpgradeSettings {
	latest_version_ios?: string | null | undefined;
	latest_version_android?: string | null | undefined;
	refused_versions?: readonly RefusedVersion[] | null | undefined;
	store_url_ios?: string | null | undefined;
	store_url_android?: string | null | undefined;
	upgrade_message_en?: string | null | undefined;
	upgrade_message_ar?: string | null | undefined;
}

export interface UpgradeQuestion {
	/** As the app sent it. */
	appVersion: string | undefined;
	platform: Platform | undefined;
	floors: VersionFloors;
	settings: UpgradeSettings;
}

export interface UpgradeDecision {
	/** none: carry on; soft: may be dismissed; hard: the app cannot go on. */
	level: 'none' | 'soft' | 'hard';
	reason: null | 'min_app_version' | 'refused_version' | 'newer_version_available' | 'schema';
	/** The floor that holds for the platform, as the editor wrote it; null without one that can be read. */
	min_app_version: string | null;
	/** The newest version in the platform's store; null for an unknown platform. */
	latest_version: string | null;
	store_url: { ios: string | null; android: string | null };
	/** Both empty at level none. */
	message: Message;
}

const DEFAULT_MESSAGE = {
	hard: {
		en: 'Please update the app to continue. This version is no longer supported.',
		ar: 'يُرجى تحديث التطبيق للمتابعة، فهذا الإصدار لم يعد مدعومًا.',
	},
	soft: {
		en: 'A newer version of the app is available. Update when it suits you.',
		ar: 'يتوفر إصدار أحدث من التطبيق. يمكنك التحديث في الوقت الذي يناسبك.',
	},
} as const;

/**
 * Decides whether an app may go on. Total: a version, floor or range that nobody can read blocks nobody.
 * For an unknown platform only `min_app_version` and the refusals for all platforms hold.
 */
export function decideUpgrade({ appVersion, platform, floors, settings }: UpgradeQuestion): UpgradeDecision {
	const version = parseAppVersion(appVersion);
	const floor = readable(effectiveFloor(floors, platform));
	const latest = platform ? readable(settings[`latest_version_${platform}`]) : null;
	const decision: UpgradeDecision = {
		level: 'none',
		reason: null,
		min_app_version: floor,
		latest_version: latest,
		store_url: { ios: settings.store_url_ios || null, android: settings.store_url_android || null },
		message: { en: '', ar: '' },
	};
	if (!version) return decision;

	if (isBelowFloor(version, parseAppVersion(floor))) {
		return {
			...decision,
			level: 'hard',
			reason: 'min_app_version',
			message: upgradeMessage('hard', settings),
		};
	}
	const refusal = findRefusal(version, platform, settings.refused_versions);
	if (refusal) {
		return {
			...decision,
			level: 'hard',
			reason: 'refused_version',
			message: upgradeMessage('hard', settings, refusal),
		};
	}
	if (isBelowFloor(version, parseAppVersion(latest))) {
		return {
			...decision,
			level: 'soft',
			reason: 'newer_version_available',
			message: upgradeMessage('soft', settings),
		};
	}
	return decision;
}

/**
 * Adds what schema negotiation found: soft when the app gets an older release, hard when there is none
 * it can render. A hard decision stays as it is.
 */
export function applySchemaVerdict(
	decision: UpgradeDecision,
	kind: 'exact' | 'last_good' | 'upgrade',
	settings: UpgradeSettings,
): UpgradeDecision {
	if (kind === 'exact' || decision.level === 'hard') return decision;
	const level = kind === 'upgrade' ? 'hard' : 'soft';
	return { ...decision, level, reason: 'schema', message: upgradeMessage(level, settings) };
}

function effectiveFloor(floors: VersionFloors, platform: Platform | undefined): unknown {
	const own = platform && floors[`min_app_version_${platform}`];
	return typeof own === 'string' && own.trim() !== '' ? own : floors.min_app_version;
}

function readable(version: unknown): string | null {
	return typeof version === 'string' && parseAppVersion(version) ? version.trim() : null;
}

function findRefusal(
	version: AppVersion,
	platform: Platform | undefined,
	refusals: readonly RefusedVersion[] | null | undefined,
): RefusedVersion | null {
	// The column is JSON that anybody with SQL can write; a gate that throws would lock everybody out.
	if (!Array.isArray(refusals)) return null;
	for (const refusal of refusals as readonly (RefusedVersion | null)[]) {
		if (!refusal || (refusal.platform !== 'all' && refusal.platform !== platform)) continue;
		if (parseVersionRange(refusal.range)?.(version)) return refusal;
	}
	return null;
}

function upgradeMessage(
	level: 'soft' | 'hard',
	settings: UpgradeSettings,
	refusal?: RefusedVersion,
): Message {
	return {
		en: refusal?.reason_en || settings.upgrade_message_en || DEFAULT_MESSAGE[level].en,
		ar: refusal?.reason_ar || settings.upgrade_message_ar || DEFAULT_MESSAGE[level].ar,
	};
}
