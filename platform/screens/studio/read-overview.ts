import type { Catalogue } from '../../../domain/screens/compile-catalogue.ts';
import type {
	CellState,
	Overview,
	OverviewCell,
	VariantName,
} from '../../../domain/screens/studio/contract.ts';
import type { Caller } from '../../access/caller.ts';
import { currentSources } from '../../purge/purge.ts';
import { readFloorThreshold } from '../impact/assess-floors.ts';
import { variantKey, type LiveScreen, type ScreensSource } from '../read-screens.ts';
import { contentHash } from '../release.ts';
import { readAuthors } from './authors.ts';
import { failingVariants } from './failing-variants.ts';
import { readDrafts, readUnpublished, type DraftRow } from './drafts.ts';
import { currentCatalogue, type Studio } from './studio.ts';
import { floorsOf, nameOf } from './variants.ts';
import { verdictOf } from './verdicts.ts';

/** One variant, with all that is known of it. */
interface Known {
	readonly name: VariantName;
	live?: LiveScreen;
	draft?: DraftRow;
	/** Made on the content pages, never published. */
	unpublished?: LiveScreen;
}

/** Every variant that is live or a draft. Live ones are in memory already, so it costs the drafts and the names. */
export async function readOverview(studio: Studio, caller: Caller): Promise<Overview> {
	const { database } = studio.context;
	const sources = await currentSources(studio.delivery);
	const all = collect(sources.screens, await readDrafts(database), await readUnpublished(database));
	const catalogue = await currentCatalogue(studio);
	const failing = await failingVariants(database, sources.screens.live);
	const changes = [...all.values()].map((known) => ({ known, last: lastChange(known) }));
	const authors = await readAuthors(
		database,
		changes.map(({ last }) => last.by),
	);

	return {
		data: changes
			.map(({ known, last }) => ({
				...cellOf(known, all, sources.screens, catalogue, failing),
				changed_at: last.at,
				changed_by: authors(last.by),
			}))
			.sort((one, other) => compareTexts(variantKey(one), variantKey(other))),
		meta: {
			may_exceed_threshold: caller.accountability?.admin === true,
			floor_threshold: await readFloorThreshold(database),
		},
	};
}

const compareTexts = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

function collect(
	{ live }: ScreensSource,
	drafts: readonly DraftRow[],
	unpublished: readonly LiveScreen[],
): Map<string, Known> {
	const all = new Map<string, Known>();
	const of = (row: VariantName): Known => {
		const key = variantKey(row);
		const known = all.get(key) ?? { name: nameOf(row) };
		all.set(key, known);
		return known;
	};
	for (const row of live) of(row).live = row;
	for (const row of drafts) of(row).draft = row;
	for (const row of unpublished) of(row).unpublished = row;
	return all;
}

function cellOf(
	known: Known,
	all: ReadonlyMap<string, Known>,
	screens: ScreensSource,
	catalogue: Catalogue,
	failing: ReadonlySet<string>,
): Omit<OverviewCell, 'changed_at' | 'changed_by'> {
	const { name, live, draft, unpublished } = known;
	const shown = draft ?? unpublished ?? live!;
	const verdict = verdictOf(name, shown, hashOf(shown, live, screens), catalogue);
	const states: CellState[] = [
		...(live ? (['live'] as const) : []),
		...(draft || unpublished ? (['draft'] as const) : []),
		...(draft?.publish_at ? (['scheduled'] as const) : []),
		...(differsFromDefault(known, all, screens) ? (['differs_from_default'] as const) : []),
		...(verdict.errors > 0 ? (['invalid'] as const) : []),
		...(all.has(variantKey(translationOf(name))) ? [] : (['missing_translation'] as const)),
		...(failing.has(variantKey(name)) ? (['rendering_fails'] as const) : []),
	];
	return {
		...name,
		id: (live ?? unpublished)?.id ?? null,
		states,
		live_revision: live?.revision ?? null,
		schema_version: shown.schema_version,
		floors: floorsOf(shown),
		problems: verdict,
		scheduled_for: draft?.publish_at ?? null,
		publication_failed: (draft?.failure ?? null) !== null,
	};
}

/** A live screen has the hash of its newest release, which is stored; others are hashed. */
const hashOf = (shown: LiveScreen | DraftRow, live: LiveScreen | undefined, screens: ScreensSource): string =>
	shown === live ? liveHash(live, screens) : contentHash({ ...shown, revision: 0 });

const liveHash = (live: LiveScreen, { releases }: ScreensSource): string =>
	releases.get(variantKey(live))?.[0]?.content_hash ?? contentHash(live);

function differsFromDefault(
	{ name, live }: Known,
	all: ReadonlyMap<string, Known>,
	screens: ScreensSource,
): boolean {
	const common =
		name.goal === 'default' ? undefined : all.get(variantKey({ ...name, goal: 'default' }))?.live;
	return live !== undefined && common !== undefined && liveHash(live, screens) !== liveHash(common, screens);
}

const translationOf = (name: VariantName): VariantName => ({
	...name,
	locale: name.locale === 'en' ? 'ar' : 'en',
});

function lastChange({ live, draft, unpublished }: Known): { at: string | null; by: string | null } {
	const row = draft ?? unpublished ?? live!;
	return { at: row.date_updated ?? row.date_created, by: row.user_updated ?? row.user_created };
}
