import { createHash, randomUUID } from 'node:crypto';
import type { Knex } from 'knex';

/** What a release keeps of a screen. */
export interface ScreenContent {
	readonly id: string;
	/** As the row says; a row that was made again starts at 0 although its releases go on. */
	readonly revision: number;
	readonly screen_key: string;
	readonly goal: string;
	readonly locale: string;
	readonly schema_version: number;
	readonly min_app_version: string | null;
	readonly min_app_version_ios: string | null;
	readonly min_app_version_android: string | null;
	readonly payload_json: unknown;
	readonly release_note?: string | null;
	readonly user_updated?: string | null;
	readonly user_created?: string | null;
}

export interface Release {
	readonly revision: number;
	readonly content_hash: string;
}

/** The identity of what is served: two screens with the same hash look and behave the same. */
export function contentHash(screen: ScreenContent): string {
	const { schema_version, min_app_version, min_app_version_ios, min_app_version_android, payload_json } =
		screen;
	const served = [
		schema_version,
		min_app_version,
		min_app_version_ios,
		min_app_version_android,
		payload_json,
	];
	return createHash('sha256').update(JSON.stringify(served)).digest('hex');
}

/**
 * The release of a live screen as it is committed now; makes one if its content is newer than the last. Safe
 * when called twice or by several nodes at once: revisions are unique, and the second finds the first's row.
 */
export async function ensureReleased(knex: Knex, screen: ScreenContent, now: Date): Promise<Release> {
	const hash = contentHash(screen);
	const latest = await latestRelease(knex, screen);
	if (latest?.content_hash === hash) {
		if (screen.revision < latest.revision) await showRevision(knex, screen, latest.revision);
		return latest;
	}

	const revision = (latest?.revision ?? 0) + 1;
	await knex('sdui_releases')
		.insert({
			id: randomUUID(),
			screen: screen.id,
			screen_key: screen.screen_key,
			goal: screen.goal,
			locale: screen.locale,
			revision,
			schema_version: screen.schema_version,
			min_app_version: screen.min_app_version,
			min_app_version_ios: screen.min_app_version_ios,
			min_app_version_android: screen.min_app_version_android,
			payload_json: JSON.stringify(screen.payload_json ?? null),
			content_hash: hash,
			release_note: screen.release_note ?? null,
			published_at: now,
			published_by: screen.user_updated ?? screen.user_created ?? null,
		})
		.onConflict(['screen_key', 'goal', 'locale', 'revision'])
		.ignore();

	await showRevision(knex, screen, revision);
	return (await latestRelease(knex, screen)) ?? { revision, content_hash: hash };
}

/** Only upwards: another node may have released a newer one meanwhile. */
async function showRevision(knex: Knex, { id }: ScreenContent, revision: number): Promise<void> {
	await knex('sdui_screens').where({ id }).andWhere('revision', '<', revision).update({ revision });
}

async function latestRelease(
	knex: Knex,
	{ screen_key, goal, locale }: ScreenContent,
): Promise<Release | undefined> {
	return knex('sdui_releases')
		.select('revision', 'content_hash')
		.where({ screen_key, goal, locale })
		.orderBy('revision', 'desc')
		.first();
}
