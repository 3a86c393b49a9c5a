import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { namedSlot } from '../../../domain/jobs/slot.ts';
import type { Published, Scheduled } from '../../../domain/screens/studio/contract.ts';
import { isUuid } from '../../../domain/text/uuid.ts';
import type { Caller } from '../../access/caller.ts';
import type { HostContext } from '../../host-context.ts';
import { notFound } from '../../http/errors.ts';
import { publishScreens } from '../../jobs/definitions/publish-screens.ts';
import { readClock } from '../../jobs/ledger/clock.ts';
import { order } from '../../jobs/order.ts';
import { readAuthors } from './authors.ts';
import { decodeDraft, draftsTable, refuseOtherDraft } from './drafts.ts';
import { refuseGated, refuseRepeats, type Publication } from './publish.ts';
import { nameOf, rowOf } from './variants.ts';

/**
 * Keeps the changes as drafts that are published together at a set time. Gates are asked now, so that nobody goes away
 * from what is refused later, and again then. Drafts and the job that publishes them are stored together.
 */
export async function schedule(
	context: HostContext,
	publication: Publication,
	at: Date,
	caller: Caller,
): Promise<Published> {
	const { database } = context;
	const { changes, note, confirmation } = publication;
	refuseRepeats(changes);
	await refuseGated(database, context, publication, caller);

	const id = randomUUID();
	await database.transaction(async (trx) => {
		const now = new Date();
		for (const change of changes) {
			await refuseOtherDraft(trx, change);
			const { payload_json, ...columns } = rowOf(change);
			const content = {
				...columns,
				payload_json: JSON.stringify(payload_json),
				base_revision: change.base_revision,
				note,
				failure: null,
				publish_at: at,
				publication: id,
				publish_as: caller.user,
				confirmed_users: confirmation?.blocked_users ?? null,
				user_updated: caller.user,
				date_updated: now,
			};
			await trx(draftsTable)
				.insert({
					...nameOf(change),
					...content,
					id: randomUUID(),
					version: 1,
					user_created: caller.user,
					date_created: now,
				})
				.onConflict(['screen_key', 'goal', 'locale'])
				.merge({ ...content, version: trx.raw('?? + 1', [`${draftsTable}.version`]) });
		}
		await order(trx, publishScreens(context), {
			payload: { publication: id },
			slot: namedSlot(id),
			delayMs: Math.max(0, at.getTime() - (await readClock(trx))),
		});
	});
	return { releases: [], receipt: null, publication: { id, publish_at: at.toISOString() } };
}

/** Publications that wait for their time, the next one first. */
export async function listScheduled(knex: Knex): Promise<Scheduled> {
	const rows: Record<string, unknown>[] = await knex(draftsTable)
		.whereNotNull('publication')
		.orderBy(['publish_at', 'publication', 'screen_key', 'goal', 'locale']);
	const drafts = rows.map(decodeDraft);
	const authors = await readAuthors(
		knex,
		drafts.map(({ publish_as }) => publish_as),
	);
	const publications = new Map<string, Scheduled[number]>();
	for (const row of drafts) {
		const id = row.publication!;
		const known: Scheduled[number] = publications.get(id) ?? {
			id,
			publish_at: row.publish_at ?? '',
			note: row.note,
			created_by: authors(row.publish_as),
			variants: [],
		};
		known.variants.push(nameOf(row));
		publications.set(id, known);
	}
	return [...publications.values()];
}

/**
 * The drafts stay; the job that was to publish them finds none.
 *
 * @returns how many drafts there are
 * @throws {ApiError} 404 PUBLICATION_NOT_FOUND
 */
export async function cancelScheduled(knex: Knex, id: string): Promise<number> {
	const count: number = isUuid(id)
		? await knex(draftsTable)
				.where({ publication: id })
				.update({ publication: null, publish_at: null, confirmed_users: null })
		: 0;
	if (count > 0) return count;
	throw notFound(
		'PUBLICATION_NOT_FOUND',
		'No publication of this id waits for its time; list the scheduled ones.',
	);
}
