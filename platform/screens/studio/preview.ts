import { randomUUID } from 'node:crypto';
import { collectReferences } from '../../../domain/screens/collect-references.ts';
import type { Change, Preview, previewRequest } from '../../../domain/screens/studio/contract.ts';
import type { z } from 'zod';
import { ApiError, envelope } from '../../http/errors.ts';
import type { Sources } from '../../publishing/sources.ts';
import { currentSources } from '../../purge/purge.ts';
import { variantKey, type LiveScreen, type ReleasedScreen, type ScreensSource } from '../read-screens.ts';
import { contentHash } from '../release.ts';
import { screenDocument } from '../screen-documents.ts';
import { findReference } from './references.ts';
import { currentCatalogue, type Studio } from './studio.ts';
import { nameOf, rowOf } from './variants.ts';

type Body = Preview['body'];

/** What the endpoint would answer after the changes were published: the endpoint's own code, over changed sources. */
export async function preview(
	studio: Studio,
	{ screen_key, viewer, changes }: z.infer<typeof previewRequest>,
): Promise<Preview> {
	const sources = await currentSources(studio.delivery);
	const changed = { ...sources, screens: withChanges(sources.screens, changes, new Date()) };
	const { status, body } = answerFor(changed, screen_key, viewer);
	const payload = status === 200 ? (body as { data: { payload: unknown } }).data.payload : null;
	const named = collectReferences(payload, await currentCatalogue(studio));
	const references = named.flatMap(({ collection, slug }) => {
		const found = findReference(sources, collection, slug, viewer.locale);
		return found
			? [[`${collection}/${slug}`, { title: found.title, subtitle: found.subtitle }] as const]
			: [];
	});
	return { status, body: body as Body, references: Object.fromEntries(references) };
}

function answerFor(
	sources: Sources,
	screenKey: string,
	{ goal, locale, schema, platform, app_version }: z.infer<typeof previewRequest>['viewer'],
): { status: number; body: unknown } {
	try {
		const document = screenDocument(sources, screenKey, {
			goal,
			locale,
			schema: schema ?? undefined,
			platform: platform ?? undefined,
			appVersion: app_version ?? undefined,
		});
		return { status: 200, body: document.body() };
	} catch (error) {
		if (!(error instanceof ApiError)) throw error;
		return { status: error.status, body: envelope(error) };
	}
}

/** What would be live, and released, after these changes. */
export function withChanges(screens: ScreensSource, changes: readonly Change[], now: Date): ScreensSource {
	const live = new Map(screens.live.map((row) => [variantKey(row), row]));
	const releases = new Map(screens.releases);
	for (const change of changes) {
		const key = variantKey(change);
		const before = live.get(key);
		const row = changedRow(change, before, releases.get(key) ?? [], now);
		// What is live like this already would get no release.
		if (before && contentHash(before) === contentHash(row)) continue;
		live.set(key, row);
		releases.set(key, [releaseOf(row, now), ...(releases.get(key) ?? [])]);
	}
	return { live: [...live.values()], releases };
}

function changedRow(
	change: Change,
	live: LiveScreen | undefined,
	releases: readonly ReleasedScreen[],
	now: Date,
): LiveScreen {
	const stamps = { date_created: now.toISOString(), date_updated: now.toISOString() };
	const fresh = { id: randomUUID(), sort: null, user_created: null, user_updated: null, release_note: null };
	return {
		...fresh,
		...stamps,
		...live,
		...nameOf(change),
		...(rowOf(change) as Pick<LiveScreen, 'payload_json' | 'schema_version'>),
		status: 'published',
		revision: (releases[0]?.revision ?? 0) + 1,
	} as LiveScreen;
}

const releaseOf = (row: LiveScreen, now: Date): ReleasedScreen => ({
	...row,
	screen: row.id,
	content_hash: contentHash(row),
	published_at: now.toISOString(),
	published_by: null,
});
