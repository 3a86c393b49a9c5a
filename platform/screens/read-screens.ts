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

/** With more changed screens than this it is cheaper to read all; SQLite takes a thousand values in some builds. */
const mostReread = 500;

/**
 * Gives published screens' committed content a release. Run before a snapshot is read.
 *
 * @param ids which screens; null for all
 */
export async function releaseScreens(knex: Knex, now: Date, ids: ReadonlySet<string> | null): Promise<void> {
	const screens = await readPublished(knex, isFew(ids) ? ids : null);
	const newest = await newestReleases(knex, isFew(ids) ? keysOf(screens) : null);

	for (const screen of screens) {
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
	const releases = await readReleases(knex);
	const live = (await readPublished(knex, null)).map((screen) => withRevision(screen, releases));
	return { live, releases };
}

/**
 * The same when only some screens changed: the others are taken over as they are.
 *
 * @param changed the ids of rows that were made, changed or deleted
 * @throws {UnreleasedScreen} when a screen was published since `releaseScreens`
 */
export async function rereadScreens(
	knex: Knex,
	previous: ScreensSource,
	changed: ReadonlySet<string>,
): Promise<ScreensSource> {
	if (!isFew(changed)) return readScreens(knex);
	const rows = await readPublished(knex, changed);
	const keys = keysOf([...rows, ...previous.live.filter(({ id }) => changed.has(id))]);
	const fresh = await readReleases(knex, keys);
	const untouched = [...previous.releases].filter(([, [release]]) => !keys.includes(release!.screen_key));
	const releases = new Map([...untouched, ...fresh]);

	const byId = new Map(
		previous.live.filter(({ id }) => !changed.has(id)).map((screen) => [screen.id, screen]),
	);
	for (const row of rows) byId.set(row.id, withRevision(row, releases));
	const order: { id: string }[] = await published(knex).select('id');
	const live = order.map(({ id }) => byId.get(id)).filter((screen) => screen !== undefined);
	// Something is there that no change told of.
	return live.length === order.length ? { live, releases } : readScreens(knex);
}

const isFew = (ids: ReadonlySet<string> | null): ids is ReadonlySet<string> =>
	ids !== null && ids.size <= mostReread;

const keysOf = (screens: readonly LiveScreen[]): string[] => [
	...new Set(screens.map(({ screen_key }) => screen_key)),
];

const published = (knex: Knex) =>
	knex(sduiScreens.name).where({ status: 'published' }).orderBy(['screen_key', 'goal', 'locale']);

/** @param ids which screens; null for all */
async function readPublished(knex: Knex, ids: ReadonlySet<string> | null): Promise<LiveScreen[]> {
	const query = published(knex);
	const rows: Record<string, unknown>[] = await (ids ? query.whereIn('id', [...ids]) : query);
	return rows.map((row) => decodeRow(sduiScreens, row) as LiveScreen);
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

/**
 * By `variantKey`: the newest release of each schema version, newest first.
 *
 * @param screenKeys of which screens; all by default
 */
export async function readReleases(
	knex: Knex,
	screenKeys?: readonly string[],
): Promise<Map<string, ReleasedScreen[]>> {
	const newest = knex('sdui_releases')
		.select('screen_key', 'goal', 'locale', 'schema_version')
		.max({ revision: 'revision' })
		.modify((query) => screenKeys && void query.whereIn('screen_key', [...screenKeys]))
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

async function newestReleases(
	knex: Knex,
	screenKeys: readonly string[] | null,
): Promise<Map<string, ReleaseMark>> {
	const rows: ReleaseMark[] = await knex('sdui_releases')
		.select('screen_key', 'goal', 'locale', 'revision', 'content_hash')
		.modify((query) => screenKeys && void query.whereIn('screen_key', [...screenKeys]))
		.orderBy('revision');
	return new Map(rows.map((row) => [variantKey(row), row]));
}
