import type { Locale } from '../../domain/content/localise.ts';
import { entityTag } from '../../domain/delivery/entity-tag.ts';
import { collectionTag, columnTag, itemTag, manyTag } from '../../domain/publishing/tags.ts';
import { negotiateSchema } from '../../domain/screens/negotiate-schema.ts';
import { selectVariant } from '../../domain/screens/select-screen.ts';
import {
	applySchemaVerdict,
	decideUpgrade,
	type Platform,
	type UpgradeDecision,
} from '../../domain/versions/upgrade-gate.ts';
import { ApiError, notFound } from '../http/errors.ts';
import { representJson } from '../http/representation.ts';
import type { Document } from '../publishing/document.ts';
import type { Sources } from '../publishing/sources.ts';
import { variantKey, type LiveScreen, type ReleasedScreen } from './read-screens.ts';

export interface ScreenQuestion {
	readonly goal: string;
	readonly locale: Locale;
	/** The highest schema version the app can render. */
	readonly schema: number | undefined;
	readonly platform: Platform | undefined;
	readonly appVersion: string | undefined;
}

export interface ScreenAnswer {
	readonly data: {
		readonly screen_key: string;
		readonly goal: string;
		readonly locale: string;
		readonly revision: number;
		readonly schema_version: number;
		readonly min_app_version: string | null;
		readonly served: 'exact' | 'last_good';
		readonly payload: unknown;
		readonly update: UpgradeDecision;
	};
}

/** Headers that an app may send instead of query parameters. */
export const versionHeaders = ['X-App-Version', 'X-App-Platform'] as const;

/** Any change of the settings may change the invitation to update that goes out with a screen. */
const settingsTags = [collectionTag('app_settings'), manyTag('app_settings')];

/**
 * What an app gets that asks for a screen. App versions never name an answer: all that lead to the same
 * decision share one.
 *
 * @throws {ApiError} 404 SCREEN_NOT_FOUND; 403 UPGRADE_REQUIRED when the app is below the screen's floor, is a
 * refused version, or can render no release of it
 */
export function screenDocument(
	{ screens, settings }: Sources,
	screenKey: string,
	question: ScreenQuestion,
): Document {
	const variants = screens.live.filter(({ screen_key }) => screen_key === screenKey);
	const live = selectVariant(variants, question);
	if (!live) throw notFound('SCREEN_NOT_FOUND', `There is no published screen "${screenKey.slice(0, 100)}".`);

	const { appVersion, platform, schema } = question;
	const gate = decideUpgrade({ appVersion, platform, floors: live, settings });
	if (gate.level === 'hard') throw upgradeRequired(gate);

	const verdict = negotiateSchema(live, screens.releases.get(variantKey(live)) ?? [], schema);
	const update = applySchemaVerdict(gate, verdict.kind, settings);
	if (verdict.kind === 'upgrade') throw upgradeRequired(update);

	const served = verdict.kind === 'last_good' ? verdict.release : live;
	return {
		key: `screens/${variantKey(live)}@${live.revision}:${served.revision}:${decisionKey(update)}`,
		tags: [collectionTag('sdui_screens'), itemTag('sdui_screens', live.id), ...settingsTags],
		collection: 'sdui_screens',
		vary: versionHeaders,
		body: () => screenAnswer(live, served, verdict.kind, update),
	};
}

/** Everything of a decision that follows from the app and not from the settings, which have a tag. */
const decisionKey = ({ level, reason, min_app_version, latest_version }: UpgradeDecision): string =>
	JSON.stringify([level, reason, min_app_version, latest_version]);

/** `served` is the live screen itself or an earlier release of it. */
function screenAnswer(
	{ screen_key, goal, locale }: LiveScreen,
	served: LiveScreen | ReleasedScreen,
	kind: 'exact' | 'last_good',
	update: UpgradeDecision,
): ScreenAnswer {
	const { revision, schema_version, payload_json } = served;
	const { min_app_version } = update;
	return {
		data: {
			screen_key,
			goal,
			locale,
			revision,
			schema_version,
			min_app_version,
			served: kind,
			payload: payload_json,
			update,
		},
	};
}

function upgradeRequired(update: UpgradeDecision): ApiError {
	return new ApiError(403, 'UPGRADE_REQUIRED', update.message.en, {
		reason: update.reason,
		min_app_version: update.min_app_version,
		latest_version: update.latest_version,
		messages: update.message,
		store_url: update.store_url,
	});
}

/** Every live screen as an app of this goal and language would get it, without the payloads. */
export function manifestDocument(sources: Sources, wanted: { goal: string; locale: Locale }): Document {
	const { live } = sources.screens;
	const variants = [...new Set(live.map(({ screen_key }) => screen_key))].flatMap(
		(key) =>
			selectVariant(
				live.filter(({ screen_key }) => screen_key === key),
				wanted,
			) ?? [],
	);

	return {
		key: `screens?goal=${wanted.goal}&locale=${wanted.locale}`,
		tags: [
			collectionTag('sdui_screens'),
			...variants.map(({ id }) => itemTag('sdui_screens', id)),
			...['screen_key', 'goal', 'locale'].map((column) => columnTag('sdui_screens', column)),
			...settingsTags,
		],
		collection: 'sdui_screens',
		vary: [],
		body: () => ({ data: variants.map((screen) => manifestEntry(screen, sources)) }),
	};
}

function manifestEntry(screen: LiveScreen, { settings }: Sources) {
	const update = decideUpgrade({ appVersion: undefined, platform: undefined, floors: screen, settings });
	return {
		screen_key: screen.screen_key,
		goal: screen.goal,
		locale: screen.locale,
		schema_version: screen.schema_version,
		min_app_version: screen.min_app_version,
		min_app_version_ios: screen.min_app_version_ios,
		min_app_version_android: screen.min_app_version_android,
		revision: screen.revision,
		/** Of the screen as an app without version and schema gets it. */
		etag: entityTag(representJson(screenAnswer(screen, screen, 'exact', update)).hash, 'identity'),
	};
}
