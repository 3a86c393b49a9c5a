import type { Knex } from 'knex';
import type { VariantName } from '../../../domain/screens/studio/contract.ts';
import { sduiScreens } from '../../../schema/collections/screens.ts';
import { decodeRow } from '../../sql/decode-row.ts';
import { isPostgres } from '../../sql/database-kind.ts';
import { readReleases, variantKey, type LiveScreen, type ReleasedScreen } from '../read-screens.ts';
import { contentHash, ensureReleased } from '../release.ts';

/** What there is of a variant in the database. */
export interface VariantState {
	/** Its row, whatever its status. */
	readonly row: LiveScreen | null;
	/** The same when it is live, with the revision of its content. */
	readonly live: LiveScreen | null;
	/** The newest release of each schema version, newest first. */
	readonly releases: readonly ReleasedScreen[];
}

export type VariantStates = (name: VariantName) => VariantState;

const nothing: VariantState = { row: null, live: null, releases: [] };

/** The variants of these screens as they are committed, each live one with a release. */
export async function readVariantStates(knex: Knex, names: readonly VariantName[]): Promise<VariantStates> {
	const keys = [...new Set(names.map(({ screen_key }) => screen_key))];
	const query = knex(sduiScreens.name).whereIn('screen_key', keys).orderBy('id');
	// What is decided here has to hold until the end of the transaction; SQLite has one writer anyway.
	if (knex.isTransaction && isPostgres(knex)) query.forUpdate();
	const rows = (await query).map((row: Record<string, unknown>) => decodeRow(sduiScreens, row) as LiveScreen);

	let releases = await readReleases(knex, keys);
	const unreleased = rows.filter(
		(row) =>
			row.status === 'published' && releases.get(variantKey(row))?.[0]?.content_hash !== contentHash(row),
	);
	for (const row of unreleased) await ensureReleased(knex, row, new Date());
	if (unreleased.length > 0) releases = await readReleases(knex, keys);

	const states = new Map<string, VariantState>();
	for (const [key, of] of releases) states.set(key, { ...nothing, releases: of });
	for (const row of rows) {
		const of = releases.get(variantKey(row)) ?? [];
		const isLive = row.status === 'published' && of[0] !== undefined;
		states.set(variantKey(row), {
			row,
			live: isLive ? { ...row, revision: of[0]!.revision } : null,
			releases: of,
		});
	}
	return (name) => states.get(variantKey(name)) ?? nothing;
}
