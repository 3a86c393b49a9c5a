import type { Knex } from 'knex';
import { changedPolicies } from '../../domain/delivery/cache-policy.ts';
import { planPurge, type Change } from '../../domain/publishing/plan-purge.ts';
import { collectionTag } from '../../domain/publishing/tags.ts';
import { releaseScreens, UnreleasedScreen } from '../screens/read-screens.ts';
import { isPostgres } from '../sql/database-kind.ts';
import { readChanges, readRevision, type Revision } from './change-log/read-changes.ts';
import { changedIds, readAllSources, readChangedSources, type Sources } from './sources.ts';

/** All that is served, as it was committed at one revision. */
export interface Snapshot {
	readonly revision: Revision;
	readonly sources: Sources;
}

export interface Turnover {
	readonly previous: Snapshot | null;
	readonly next: Snapshot;
	/** What changed between the two; null when everything may have. */
	readonly changes: readonly Change[] | null;
}

/** A screen is published while we look only now and then; each try releases what it found. */
const mostTries = 10;

/**
 * Reads what was committed since `previous`, in one transaction that sees one state of the database.
 *
 * @param reload collections to read again although no change of theirs was recorded
 * @returns null when nothing changed
 */
export async function readTurnover(
	knex: Knex,
	previous: Snapshot | null,
	reload: readonly string[] = [],
): Promise<Turnover | null> {
	const before = previous && reload.length === 0 ? await changesSince(knex, previous.revision) : null;
	if (before?.length === 0) return null;

	// Only a screen can lack a release; without a list of changes it may have been a screen.
	let mayLackRelease = before ? changedIds('sdui_screens', before) : 'unknown';
	for (let tries = 1; ; tries += 1) {
		if (mayLackRelease === 'unknown') await releaseScreens(knex, new Date(), null);
		else if (mayLackRelease.size > 0) await releaseScreens(knex, new Date(), mayLackRelease);

		try {
			return await consistently(knex, (trx) => turnOver(trx, previous, reload));
		} catch (error) {
			if (!(error instanceof UnreleasedScreen) || tries === mostTries) throw error;
			mayLackRelease = 'unknown';
		}
	}
}

/** null when it cannot be told. */
async function changesSince(knex: Knex, { epoch, number }: Revision): Promise<readonly Change[] | null> {
	const revision = await readRevision(knex);
	if (revision.epoch !== epoch || revision.number < number) return null;
	return revision.number === number ? [] : readChanges(knex, number, revision.number);
}

async function turnOver(knex: Knex, previous: Snapshot | null, reload: readonly string[]): Promise<Turnover> {
	const revision = await readRevision(knex);
	const recorded =
		previous?.revision.epoch === revision.epoch
			? await readChanges(knex, previous.revision.number, revision.number)
			: null;
	if (!previous || !recorded)
		return { previous, next: { revision, sources: await readAllSources(knex) }, changes: null };

	const unrecorded = reload.map((collection) => ({ collection, item: null, columns: null }));
	const changes = [...recorded, ...unrecorded];
	return {
		previous,
		next: { revision, sources: await readChangedSources(knex, previous.sources, changes) },
		changes,
	};
}

function consistently<T>(knex: Knex, read: (trx: Knex) => Promise<T>): Promise<T> {
	return isPostgres(knex)
		? knex.transaction(read, { isolationLevel: 'repeatable read', readOnly: true })
		: knex.transaction(read);
}

/**
 * The tags that a turnover retires; null for everything. Answers carry their `Cache-Control`, so a new policy
 * for a collection retires its answers too.
 */
export function tagsOf({ changes, previous, next }: Turnover): readonly string[] | null {
	if (!changes) return null;
	const policies = changedPolicies(
		previous?.sources.settings.cache_policy,
		next.sources.settings.cache_policy,
	);
	return [...new Set([...planPurge(changes).tags, ...policies.map(collectionTag)])];
}
