import { createHmac, randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import { securityStateTable } from './tables.ts';

export async function readState(knex: Knex, name: string): Promise<string | null> {
	const row: { value: string } | undefined = await knex(securityStateTable).where({ name }).first('value');
	return row?.value ?? null;
}

export async function writeState(knex: Knex, name: string, value: string): Promise<void> {
	await knex(securityStateTable).insert({ name, value }).onConflict('name').merge();
}

const saltBytes = 32;

/** Of this installation, made the first time that it is needed; of two instances at once both get the same. */
export async function saltOfInstallation(knex: Knex): Promise<string> {
	const known = await readState(knex, 'salt');
	if (known) return known;
	await knex(securityStateTable)
		.insert({ name: 'salt', value: randomBytes(saltBytes).toString('hex') })
		.onConflict('name')
		.ignore();
	return (await readState(knex, 'salt'))!;
}

/** A name for something that must not be stored itself, the same as long as the salt is. */
export const digest = (salt: string, kind: 'account' | 'secret', text: string, digits: number): string =>
	createHmac('sha256', salt).update(`${kind}|${text}`).digest('hex').slice(0, digits);
