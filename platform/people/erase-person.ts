import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { ownedCollections } from './owned-collections.ts';
import { restoredEventsTable } from '../archive/restored-table.ts';
import type { HostContext } from '../host-context.ts';
import { forgetPerson } from '../security/forget-person.ts';
import { guardedConnection } from '../sql/guarded-connection.ts';
import { tombstoneOf, type PersonHash } from './person-hash.ts';
import { erasuresTable, saltsTable, tombstonesTable } from './people-tables.ts';

export interface ErasedPerson {
	readonly id: string;
	readonly email: string | null;
}

/** How many rows went, by table. */
type Counts = Record<string, number>;

/** Directus's own tables with rows of a person, and the columns that say whose. Not every release has them all. */
const rowsOfPerson: readonly (readonly [table: string, column: string])[] = [
	['directus_comments', 'user_created'],
	['directus_notifications', 'recipient'],
	['directus_notifications', 'sender'],
	['directus_presets', 'user'],
	['directus_sessions', 'user'],
	['directus_shares', 'user_created'],
	['directus_versions', 'user_created'],
	['directus_access', 'user'],
];

/** Columns that name a person in rows that are not theirs, where the database would not empty them by itself. */
const namesOfPerson: readonly (readonly [table: string, column: string])[] = [
	['directus_comments', 'user_updated'],
	['directus_versions', 'user_updated'],
	['directus_files', 'modified_by'],
];

/**
 * Erases a person: private rows, events, files, what Directus recorded about them, and the account, in one
 * transaction. What stays is that somebody was erased, and digests by which an archive that is restored later can
 * leave their events out (see `tombstoneOf`).
 *
 * Files, which no transaction brings back, leave the storage last and before the commit: when anything fails before,
 * they are still there, and when the storage fails, nothing is erased and the person can ask again.
 *
 * @param hashes under every key that events may have been recorded with
 */
export async function erasePerson(
	context: HostContext,
	person: ErasedPerson,
	hashes: readonly PersonHash[],
): Promise<void> {
	const schema = await context.getSchema();
	const connection = guardedConnection(context.database, async (transaction) => {
		// Events that are being stored for this person hold their salt: they come first, and go with the others.
		await transaction(saltsTable).where({ user: person.id }).delete();
		const erasure = randomUUID();
		await leaveTombstones(transaction, erasure, hashes);
		const counts = {
			...(await deleteRows(transaction, person, hashes)),
			...(await deleteRecords(transaction, person)),
		};
		await leaveTrace(transaction, erasure, counts);
		const files = await releaseFiles(transaction, person);
		await transaction('directus_users').where({ id: person.id }).delete();
		if (files.length > 0)
			await new context.services.FilesService({
				schema,
				knex: transaction,
				accountability: null,
			}).deleteMany(files);
	});
	// Finds nobody left to delete; it ends their sessions and tells flows that a user was deleted.
	const users = new context.services.UsersService({ schema, knex: connection, accountability: null });
	await users.deleteOne(person.id);
}

async function deleteRows(knex: Knex, { id }: ErasedPerson, hashes: readonly PersonHash[]): Promise<Counts> {
	const counts: Counts = {};
	for (const table of ownedCollections) counts[table] = await knex(table).where({ user: id }).delete();
	for (const table of ['events', restoredEventsTable])
		counts[table] = await knex(table)
			.whereIn(
				'user_hash',
				hashes.map(({ hash }) => hash),
			)
			.delete();
	counts['job_runs'] = await knex('job_runs')
		.where((row) => anyMentions(row, ['slot', 'payload', 'cursor', 'result', 'error'], id))
		.delete();
	return counts;
}

/** What Directus keeps of logins, of changes of the account, and of what the person did. */
async function deleteRecords(knex: Knex, { id, email }: ErasedPerson): Promise<Counts> {
	const counts: Counts = {};
	const activities = () =>
		knex('directus_activity').where((row) => void row.where({ user: id }).orWhere({ item: id }));
	counts['directus_revisions'] = await knex('directus_revisions')
		.whereIn('activity', activities().select('id'))
		.orWhere({ item: id })
		.orWhere((row) => {
			// In quotes, as JSON has it: one address can be the end of another's.
			for (const secret of [id, ...(email ? [`"${email}"`] : [])])
				void row.orWhere((one) => anyMentions(one, ['data', 'delta'], secret));
		})
		.delete();
	counts['directus_activity'] = await activities().delete();
	counts['security'] = await forgetPerson(knex, { id, email });

	for (const [table, column] of rowsOfPerson)
		if (await knex.schema.hasColumn(table, column))
			counts[table] =
				(counts[table] ?? 0) +
				(await knex(table)
					.where({ [column]: id })
					.delete());
	for (const [table, column] of namesOfPerson)
		if (await knex.schema.hasColumn(table, column))
			await knex(table)
				.where({ [column]: id })
				.update({ [column]: null });
	return counts;
}

/** JSON columns are searched as text, on any database. */
function anyMentions(query: Knex.QueryBuilder, columns: readonly string[], text: string): void {
	const pattern = `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
	for (const column of columns)
		void query.orWhereRaw(`cast(?? as text) like ? escape '\\'`, [column, pattern]);
}

/** Comes first: a restore under way must see them, or be over when restored rows are deleted. */
async function leaveTombstones(knex: Knex, erasure: string, hashes: readonly PersonHash[]): Promise<void> {
	for (const hash of hashes)
		await knex(tombstonesTable)
			.insert({ digest: tombstoneOf(hash), erasure })
			.onConflict('digest')
			.ignore();
}

async function leaveTrace(knex: Knex, erasure: string, counts: Counts): Promise<void> {
	await knex(erasuresTable).insert({ id: erasure, erased_at: new Date(), counts: JSON.stringify(counts) });
}

/** The person's files, which now are nobody's, so that the account can go before them. */
async function releaseFiles(knex: Knex, { id }: ErasedPerson): Promise<string[]> {
	const files: { id: string }[] = await knex('directus_files').where({ uploaded_by: id }).select('id');
	await knex('directus_files').where({ uploaded_by: id }).update({ uploaded_by: null });
	return files.map((file) => file.id);
}
