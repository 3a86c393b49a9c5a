import type { Knex } from 'knex';

/** Otherwise it is SQLite. */
export const isPostgres = (knex: Knex): boolean => knex.client.config.client === 'pg';
