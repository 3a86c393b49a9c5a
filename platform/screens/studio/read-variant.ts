import type { Draft, Variant, VariantName } from '../../../domain/screens/studio/contract.ts';
import { notFound } from '../../http/errors.ts';
import { currentSources } from '../../purge/purge.ts';
import { variantKey, type LiveScreen, type ReleasedScreen } from '../read-screens.ts';
import { readAuthors, type Authors } from './authors.ts';
import { readDraft, readUnpublished, type DraftRow } from './drafts.ts';
import type { Studio } from './studio.ts';
import { layoutOf, nameOf } from './variants.ts';

/** @throws {ApiError} 404 SCREEN_NOT_FOUND when it is neither live nor a draft */
export async function readVariant(studio: Studio, name: VariantName): Promise<Variant> {
	const { database } = studio.context;
	const { screens } = await currentSources(studio.delivery);
	const live = screens.live.find((row) => variantKey(row) === variantKey(name));
	const release = screens.releases.get(variantKey(name))?.[0];
	const draft = await readDraft(database, name);
	const unpublished = live ? undefined : (await readUnpublished(database, name))[0];
	if (!live && !draft && !unpublished)
		throw notFound('SCREEN_NOT_FOUND', `There is no screen "${variantKey(name)}", live or as a draft.`);

	const authors = await readAuthors(database, [
		release?.published_by,
		draft?.user_updated,
		unpublished?.user_updated,
		unpublished?.user_created,
	]);
	return {
		...nameOf(name),
		id: (live ?? unpublished)?.id ?? null,
		live: live && release ? liveOf(live, release, authors) : null,
		draft: draft ? draftOf(draft, authors) : unpublished ? draftOfPage(unpublished, authors) : null,
	};
}

const liveOf = (
	live: LiveScreen,
	release: ReleasedScreen,
	authors: Authors,
): NonNullable<Variant['live']> => ({
	...layoutOf(live),
	revision: live.revision,
	published_at: release.published_at,
	published_by: authors(release.published_by),
	note: release.release_note,
});

const draftOf = (row: DraftRow, authors: Authors): Draft => ({
	...layoutOf(row),
	base_revision: row.base_revision,
	version: row.version,
	note: row.note,
	publish_at: row.publish_at,
	failure: row.failure as Draft['failure'],
	changed_at: row.date_updated ?? '',
	changed_by: authors(row.user_updated),
});

/** Saved on the content pages: the first save here makes a draft of it. */
const draftOfPage = (row: LiveScreen, authors: Authors): Draft => ({
	...layoutOf(row),
	base_revision: 0,
	version: 0,
	note: row.release_note,
	publish_at: null,
	failure: null,
	changed_at: row.date_updated ?? row.date_created ?? '',
	changed_by: authors(row.user_updated ?? row.user_created),
});
