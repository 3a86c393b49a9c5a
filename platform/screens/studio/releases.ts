import type { Knex } from 'knex';
import type { z } from 'zod';
import { diffPayloads } from '../../../domain/screens/changes/diff-payloads.ts';
import { mergePayloads } from '../../../domain/screens/changes/merge-payloads.ts';
import { renderingWarning } from '../../../domain/screens/changes/rendering-warning.ts';
import type {
	Merge,
	mergeRequest,
	Published,
	Release,
	releaseAnswer,
	restoreRequest,
	VariantName,
} from '../../../domain/screens/studio/contract.ts';
import { sduiReleases } from '../../../schema/collections/screens.ts';
import type { Caller } from '../../access/caller.ts';
import { notFound } from '../../http/errors.ts';
import { decodeRow } from '../../sql/decode-row.ts';
import { variantKey, type ReleasedScreen } from '../read-screens.ts';
import { readAuthors } from './authors.ts';
import { publishAndWait } from './publish.ts';
import { releaseOf } from './release-of.ts';
import { readRendering } from './rendering.ts';
import type { Studio } from './studio.ts';
import { readVariantStates } from './variant-states.ts';
import { floorsOf, layoutOf, nameOf } from './variants.ts';

interface Page {
	readonly before?: number | undefined;
	readonly limit: number;
}

/** The releases of a variant, the newest first, each compared with the one before. */
export async function listReleases(
	{ context: { database } }: Studio,
	name: VariantName,
	{ before, limit }: Page,
): Promise<{ data: Release[]; meta: { next_before: number | null } }> {
	// One more, to compare the last one with.
	const rows = await readRows(database, name, before, limit + 1);
	const data = await describeReleases(database, name, rows, limit);
	return { data, meta: { next_before: rows.length > limit ? (data.at(-1)?.revision ?? null) : null } };
}

/** @throws {ApiError} 404 RELEASE_NOT_FOUND */
export async function readRelease(
	{ context: { database } }: Studio,
	name: VariantName,
	revision: number,
): Promise<z.infer<typeof releaseAnswer>['data']> {
	const row = await readRow(database, name, revision);
	const rows = await readRows(database, name, revision + 1, 2);
	const [release] = await describeReleases(database, name, rows, 1);
	return { ...release!, ...layoutOf(row) };
}

/** The layout of a release becomes the next one, with every gate of a publication. */
export async function restoreRelease(
	studio: Studio,
	name: VariantName,
	revision: number,
	{ base_revision, note, confirmation }: z.infer<typeof restoreRequest>,
	caller: Caller,
): Promise<Published> {
	const row = await readRow(studio.context.database, name, revision);
	const changes = [{ ...nameOf(name), ...layoutOf(row), base_revision }];
	return publishAndWait(studio, { changes, note, confirmation }, caller);
}

/** The caller's change and what was published since it began, in one payload. */
export async function mergeChange(
	{ context: { database } }: Studio,
	{ payload, base_revision, ...name }: z.infer<typeof mergeRequest>,
): Promise<Merge> {
	const { live } = (await readVariantStates(database, [name]))(name);
	if (!live)
		throw notFound('SCREEN_NOT_FOUND', `${variantKey(name)} is not live; there is nothing to merge with.`);
	const base = base_revision === 0 ? null : (await readRow(database, name, base_revision)).payload_json;
	const merged = mergePayloads(base, payload, live.payload_json);
	return {
		payload: merged.payload as Merge['payload'],
		base_revision: live.revision,
		conflicts: merged.conflicts,
		theirs: diffPayloads(base, live.payload_json),
	};
}

const decode = (row: Record<string, unknown>): ReleasedScreen =>
	decodeRow(sduiReleases, row) as ReleasedScreen;

async function readRow(knex: Knex, name: VariantName, revision: number): Promise<ReleasedScreen> {
	const known = Number.isSafeInteger(revision) && revision > 0 && revision < 2 ** 31;
	const row =
		known &&
		(await knex(sduiReleases.name)
			.where({ ...nameOf(name), revision })
			.first());
	if (row) return decode(row);
	throw notFound(
		'RELEASE_NOT_FOUND',
		`${variantKey(name)} has no release with this revision; list its releases.`,
	);
}

async function readRows(
	knex: Knex,
	name: VariantName,
	before: number | undefined,
	limit: number,
): Promise<ReleasedScreen[]> {
	const query = knex(sduiReleases.name).where(nameOf(name)).orderBy('revision', 'desc').limit(limit);
	if (before !== undefined) query.where('revision', '<', before);
	return (await query).map(decode);
}

async function describeReleases(
	knex: Knex,
	name: VariantName,
	rows: readonly ReleasedScreen[],
	limit: number,
): Promise<Release[]> {
	const { live } = (await readVariantStates(knex, [name]))(name);
	const authors = await readAuthors(
		knex,
		rows.map(({ published_by }) => published_by),
	);
	const rendering = await readRendering(
		knex,
		name,
		rows.map(({ revision }) => revision),
		Date.now(),
	);
	return rows.slice(0, limit).map((row, index) => {
		const previous = rows[index + 1];
		const figures = rendering(row.revision);
		const shown = figures.failures + figures.views;
		return {
			...releaseOf(row, authors),
			floors: floorsOf(row),
			differences: diffPayloads(previous?.payload_json ?? null, row.payload_json),
			is_live: live?.revision === row.revision,
			rendering: { ...figures, rate: figures.views === 0 ? null : figures.failures / figures.views },
			warning: shown === 0 ? null : renderingWarning(previous ? rendering(previous.revision) : null, figures),
		};
	});
}
