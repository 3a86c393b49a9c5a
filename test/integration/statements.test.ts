import type { Knex } from 'knex';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readStatements } from '../../platform/performance/statements.ts';
import { ensureDirectus } from '../../host/install-directus.ts';
import { connectTo } from '../support/host/connect.ts';
import { missingOwnPostgres, ownPostgres, type OwnPostgres } from '../support/postgres-server.ts';

const title = `what PostgreSQL counts${missingOwnPostgres ? ` (${missingOwnPostgres})` : ''}`;

describe.skipIf(missingOwnPostgres)(title, () => {
	let server: OwnPostgres;
	let knex: Knex;
	beforeAll(async () => {
		await ensureDirectus(12);
		server = await ownPostgres({ shared_preload_libraries: 'pg_stat_statements' });
		knex = connectTo(12, { DB_CLIENT: 'pg', DB_CONNECTION_STRING: server.url });
	});
	afterAll(async () => {
		await knex?.destroy();
		server?.stop();
	});

	it('is not there until somebody creates the extension, and then without values', async () => {
		expect(await readStatements(knex)).toEqual({ state: 'not_installed', top: [] });
		await knex.raw('create extension pg_stat_statements');
		for (let turn = 0; turn < 3; turn += 1) await knex.raw(`select 'secret', pg_sleep(0.5)`);
		await knex.raw(`set application_name = 'secret'`);
		const { state, top } = await readStatements(knex);
		expect(state).toBe('available');
		expect(top[0]).toMatchObject({ fingerprint: 'select ?, pg_sleep(?)', calls: 3, rows: 3 });
		expect(top[0]!.mean_ms).toBeGreaterThan(490);
		expect(JSON.stringify(top)).not.toContain('secret');
	});
});
