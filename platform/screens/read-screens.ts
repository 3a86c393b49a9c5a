import type { Knex } from 'knex';
import { sduiReleases, sduiScreens } from '../../schema/collections/screens.ts';
import type { Row } from '../../schema/model/collection.ts';
import { decodeRow } from '../sql/decode-row.ts';
import { contentHash, ensureReleased } from './release.ts';

export type LiveScreen = Row<typeof sduiScreens>;
export type ReleasedScreen = Row<typeof sduiReleases>;

export interface ScreensSource {
	/** The live variants, each with the revision of its committed content. */
	readonly live: readonly LiveScreen[];
	/** By `variantKey`: the newest release of each schema version, newest first. */
	readonly releases: ReadonlyMap<string, readonly ReleasedScreen[]>;
}

export const variantKey = ({
	screen_key,
	goal,
	locale,
}: Pick<LiveScreen, 'screen_key' | 'goal' | 'locale'>): string => `${screen_key}/${goal}/${locale}`;

/** A live screen whose content was committed after its newest release; it has to be released first. */
export class UnreleasedScreen extends Error {}

/** Gives every published screen's committed content a release. Run before a snapshot is read. */
export async function releaseScreens(knex: Knex, now: Date): Promise<void> {
	const rows: Record<string, unknown>[] = await knex('sdui_screens').where({ status: 'published' });
	const newest = await newestReleases(knex);

	for (const row of rows) {
		const screen = decodeRow(sduiScreens, row) as LiveScreen;
		const release = newest.get(variantKey(screen));
		const isReleased = release?.content_hash === contentHash(screen) && release.revision <= screen.revision;
		if (!isReleased) await ensureReleased(knex, screen, now);
	}
}

/**
 * The live screens and their releases.
 *
 * @throws {UnreleasedScreen} when a screen was published since `releaseScreens`
 */
export async function readScreens(knex: Knex): Promise<ScreensSource> {
	const rows: Record<string, unknown>[] = await knex('sdui_screens')
		.where({ status: 'published' })
		.orderBy(['screen_key', 'goal', 'locale']);
	const releases = await readReleases(knex);
	const live = rows.map((row) => withRevision(decodeRow(sduiScreens, row) as LiveScreen, releases));
	return { live, releases };
}

function withRevision(
	screen: LiveScreen,
	releases: ReadonlyMap<string, readonly ReleasedScreen[]>,
): LiveScreen {
	const hash = contentHash(screen);
	const newest = releases.get(variantKey(screen))?.[0];
	if (newest?.content_hash !== hash) throw new UnreleasedScreen(variantKey(screen));
	return { ...screen, revision: newest.revision };
}

async function readReleases(knex: Knex): Promise<Map<string, ReleasedScreen[]>> {
	const newest = knex('sdui_releases')
		.select('screen_key', 'goal', 'locale', 'schema_version')
		.max({ revision: 'revision' })
		.groupBy('screen_key', 'goal', 'locale', 'schema_version')
		.as('newest');
	const rows: Record<string, unknown>[] = await knex('sdui_releases')
		.select('sdui_releases.*')
		.join(newest, (on) => {
			for (const column of ['screen_key', 'goal', 'locale', 'revision'])
				on.on(`sdui_releases.${column}`, `newest.${column}`);
		})
		.orderBy('sdui_releases.revision', 'desc');
	const byVariant = new Map<string, ReleasedScreen[]>();

	for (const row of rows) {
		const release = decodeRow(sduiReleases, row) as ReleasedScreen;
		const of = byVariant.get(variantKey(release)) ?? [];
		of.push(release);
		byVariant.set(variantKey(release), of);
	}

	return byVariant;
}

type ReleaseMark = Pick<ReleasedScreen, 'screen_key' | 'goal' | 'locale' | 'revision' | 'content_hash'>;

async function newestReleases(knex: Knex): Promise<Map<string, ReleaseMark>> {
	const rows: ReleaseMark[] = await knex('sdui_releases')
		.select('screen_key', 'goal', 'locale', 'revision', 'content_hash')
		.orderBy('revision');
	return new Map(rows.map((row) => [variantKey(row), row]));
}
