import type { Knex } from 'knex';
import type { Problem } from '../../domain/problem.ts';
import type { ComponentDefinition } from '../../domain/screens/catalogue.ts';
import { checkCatalogueChange, checkScreenChange } from '../../domain/screens/changes/check-changes.ts';
import type { VersionedLayout } from '../../domain/screens/changes/find-breaks.ts';
import type { CatalogueEntry } from '../../domain/screens/changes/find-catalogue-breaks.ts';
import { collections } from '../../schema/collections/index.ts';
import { decodeRow } from '../sql/decode-row.ts';
import { readRow, type Row } from './stored-rows.ts';

/** Refuses a screen that is live after this write and breaks apps that would be served it. */
export async function checkScreenBreaks(
	row: Row,
	knex: Knex,
	definitions: readonly ComponentDefinition[],
): Promise<Problem[]> {
	const version = Number(row['schema_version']);
	if (row['status'] !== 'published' || !Number.isSafeInteger(version)) return [];
	const change = { schema_version: version, payload: row['payload_json'] };
	return checkScreenChange(change, await readReleased(knex, row), definitions);
}

/** Refuses what apps and published layouts would not survive; a draft that was never published may change freely. */
export async function checkComponentBreaks(row: Row, knex: Knex): Promise<Problem[]> {
	const stored =
		row['id'] === undefined ? undefined : await readRow(knex, collections.sdui_components, row['id']);
	if (!stored || stored['status'] === 'draft') return [];
	const newest: { version?: number | null } | undefined = await knex('sdui_releases')
		.max({ version: 'schema_version' })
		.first();
	return checkCatalogueChange(
		stored as unknown as CatalogueEntry,
		row as unknown as CatalogueEntry,
		Number(newest?.version ?? 0),
	);
}

/** The live layout first, which may be committed and not yet released, then the newest release of each version. */
export async function readReleased(
	knex: Knex,
	{ screen_key, goal, locale }: Row,
): Promise<VersionedLayout[]> {
	const variant = { screen_key, goal, locale } as Record<string, string>;
	const newest = knex('sdui_releases').where(variant).max('revision').groupBy('schema_version');
	const releases: Row[] = await knex('sdui_releases')
		.where(variant)
		.whereIn('revision', newest)
		.orderBy('revision', 'desc');
	const live: Row | undefined = await knex('sdui_screens')
		.where({ ...variant, status: 'published' })
		.first();
	return [
		...(live ? [decodeRow(collections.sdui_screens, live)] : []),
		...releases.map((release) => decodeRow(collections.sdui_releases, release)),
	].map(({ schema_version, payload_json }) => ({
		schema_version: schema_version as number,
		payload: payload_json,
	}));
}
