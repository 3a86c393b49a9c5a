import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import { defineRestoredEvents, restoredEventsTable } from '../archive/restored-table.ts';

/** What hashes of a person are made with; it goes when the person goes. */
export const saltsTable = 'bebetter_salts';
/** One row for each erasure: when, and how much, but not who. */
export const erasuresTable = 'bebetter_erasures';
/** Digests of the hashes of people who were erased: a restored archive leaves their events out. */
export const tombstonesTable = 'bebetter_tombstones';

/** Tables without a collection: invisible in the Studio, and no licence counts them. */
export const peopleTables: Readonly<Record<string, (columns: Knex.CreateTableBuilder) => void>> = {
	[saltsTable]: (columns) => {
		columns.uuid('user').primary().references('id').inTable('directus_users').onDelete('CASCADE');
		columns.string('salt', 64).notNullable();
	},
	[erasuresTable]: (columns) => {
		columns.uuid('id').primary();
		columns.timestamp('erased_at').notNullable();
		columns.text('counts').notNullable();
	},
	[tombstonesTable]: (columns) => {
		columns.string('digest', 64).primary();
		columns.uuid('erasure').notNullable();
	},
	[restoredEventsTable]: defineRestoredEvents,
};

const saltBytes = 16;

/** A person's salt, made the first time that it is needed; of two requests at once both get the same. */
export async function saltOf(knex: Knex, user: string): Promise<string> {
	const read = async () => (await knex(saltsTable).where({ user }).first('salt'))?.salt as string | undefined;
	const known = await read();
	if (known) return known;
	const salt = randomBytes(saltBytes).toString('hex');
	await knex(saltsTable).insert({ user, salt }).onConflict('user').ignore();
	return (await read()) ?? salt;
}
