import type { Knex } from 'knex';

/** The two databases that differ most, told apart in one place. */
export const isPostgres = (knex: Knex): boolean => knex.client.config.client === 'pg';

export const isSqlite = (knex: Knex): boolean => String(knex.client.config.client).includes('sqlite');
