import type { Knex } from 'knex';
import { userTokenPrefix } from './secret-ages.ts';
import { accountDigest } from './security-log.ts';
import { accessChangesTable, secretsTable, securityEventsTable } from './tables.ts';

/** Deletes what security keeps of a person. @returns how many rows went */
export async function forgetPerson(
	knex: Knex,
	{ id, email }: { readonly id: string; readonly email: string | null },
): Promise<number> {
	const attempts = email
		? await knex(securityEventsTable)
				.where({ account: await accountDigest(knex, email) })
				.delete()
		: 0;
	const changes = await knex(accessChangesTable).where({ item: id }).orWhere({ by: id }).delete();
	const secrets = await knex(secretsTable)
		.where({ name: userTokenPrefix + id })
		.delete();
	return attempts + changes + secrets;
}
