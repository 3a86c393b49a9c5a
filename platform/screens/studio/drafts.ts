import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { z } from 'zod';
import type { Change, draftRequest, Layout, VariantName } from '../../../domain/screens/studio/contract.ts';
import { sduiDrafts, sduiScreens } from '../../../schema/collections/screens.ts';
import type { Row } from '../../../schema/model/collection.ts';
import { ApiError } from '../../http/errors.ts';
import { decodeRow } from '../../sql/decode-row.ts';
import type { LiveScreen } from '../read-screens.ts';
import { layoutOf, nameOf, rowOf } from './variants.ts';

export type DraftRow = Row<typeof sduiDrafts>;

export const draftsTable = sduiDrafts.name;

export const decodeDraft = (row: Record<string, unknown>): DraftRow => decodeRow(sduiDrafts, row) as DraftRow;

export async function readDrafts(knex: Knex): Promise<DraftRow[]> {
	const rows: Record<string, unknown>[] = await knex(draftsTable);
	return rows.map(decodeDraft);
}

export async function readDraft(knex: Knex, name: VariantName): Promise<DraftRow | null> {
	const row: Record<string, unknown> | undefined = await knex(draftsTable).where(nameOf(name)).first();
	return row ? decodeDraft(row) : null;
}

/** Screens that were made on the content pages and never published. */
export async function readUnpublished(knex: Knex, name?: VariantName): Promise<LiveScreen[]> {
	const rows: Record<string, unknown>[] = await knex(sduiScreens.name).where({
		status: 'draft',
		...(name && nameOf(name)),
	});
	return rows.map((row) => decodeRow(sduiScreens, row) as LiveScreen);
}

/**
 * Keeps a draft, if it is still as the caller last saw it. What it holds is not judged here: only publishing is.
 *
 * @throws {ApiError} 409 DRAFT_CHANGED with the version that is stored
 */
export async function saveDraft(
	knex: Knex,
	name: VariantName,
	{ version, note, base_revision, ...layout }: z.infer<typeof draftRequest>,
	user: string | null,
): Promise<void> {
	const now = new Date();
	const { payload_json, ...columns } = rowOf(layout);
	const content = {
		...columns,
		payload_json: JSON.stringify(payload_json),
		base_revision,
		note,
		failure: null,
		user_updated: user,
		date_updated: now,
	};
	const saved: number | unknown[] =
		version === 0
			? await knex(draftsTable)
					.insert({
						...nameOf(name),
						...content,
						id: randomUUID(),
						version: 1,
						user_created: user,
						date_created: now,
					})
					.onConflict(['screen_key', 'goal', 'locale'])
					.ignore()
					.returning('id')
			: await knex(draftsTable)
					.where({ ...nameOf(name), version })
					.update({ ...content, version: version + 1 });
	if (Array.isArray(saved) ? saved.length > 0 : saved > 0) return;
	throw draftChanged(await readDraft(knex, name));
}

/** Whether publishing the layout publishes all that the draft says. */
const says = (draft: DraftRow, layout: Layout): boolean =>
	JSON.stringify(layoutOf(draft)) === JSON.stringify(layoutOf(rowOf(layout)));

/** Takes away the draft that was published. One that says something else is work that goes on, and stays. */
export async function removePublished(trx: Knex, change: Change): Promise<void> {
	const draft = await readDraft(trx, change);
	if (!draft || !says(draft, change)) return;
	await trx(draftsTable).where({ id: draft.id, version: draft.version }).delete();
}

/** @throws {ApiError} 409 DRAFT_CHANGED when there is a draft that says something else */
export async function refuseOtherDraft(trx: Knex, change: Change): Promise<void> {
	const draft = await readDraft(trx, change);
	if (draft && !says(draft, change)) throw draftChanged(draft);
}

/** @returns whether there was one */
export async function discardDraft(knex: Knex, name: VariantName): Promise<boolean> {
	return (await knex(draftsTable).where(nameOf(name)).delete()) > 0;
}

const draftChanged = (stored: DraftRow | null): ApiError =>
	new ApiError(
		409,
		'DRAFT_CHANGED',
		stored
			? 'Somebody else saved this draft meanwhile. Load it again, and put your change into it.'
			: 'This draft was published or thrown away meanwhile. Load the screen again, and put your change into it.',
		{ version: stored?.version ?? 0, changed_at: stored?.date_updated ?? null },
	);
