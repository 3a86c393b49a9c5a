import { setTimeout as sleep } from 'node:timers/promises';
import type { Knex } from 'knex';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureDirectus } from '../../host/install-directus.ts';
import { DatabaseProbe } from '../../platform/health/database-probe.ts';
import { poolOf } from '../../platform/health/pool.ts';
import { connectTo } from '../support/host/connect.ts';
import { missingOwnPostgres, ownPostgres, type OwnPostgres } from '../support/postgres-server.ts';

const title = `the probe of the database${missingOwnPostgres ? ` (${missingOwnPostgres})` : ''}`;

describe.skipIf(missingOwnPostgres)(title, () => {
	let server: OwnPostgres;
	let knex: Knex;
	let probe: DatabaseProbe;
	beforeAll(async () => {
		await ensureDirectus(12);
		server = await ownPostgres();
		knex = connectTo(12, { DB_CLIENT: 'pg', DB_CONNECTION_STRING: server.url });
		probe = new DatabaseProbe(knex);
	});
	afterAll(async () => {
		server?.thaw();
		await knex?.destroy();
		server?.stop();
	});

	const returned = () => expect.poll(() => probe.answers(), { timeout: 5_000 }).toBe(true);

	it('waits 2 s for a frozen one, holds one connection however many ask, and sees it return', async () => {
		await returned();
		await sleep(1_050);
		server.freeze();
		const started = performance.now();
		const outcomes = await Promise.all(Array.from({ length: 100 }, () => probe.ask()));
		expect(performance.now() - started).toBeLessThan(2_400);
		expect(outcomes.every(({ isKnown }) => !isKnown)).toBe(true);
		for (let turn = 0; turn < 20; turn += 1) {
			expect(await probe.ask()).toMatchObject({ isKnown: false, problem: 'no answer' });
			const { used, pending } = poolOf(knex);
			expect(used + pending).toBeLessThanOrEqual(1);
			await sleep(50);
		}
		server.thaw();
		await returned();
	});

	it('says with a code that one is gone', async () => {
		server.kill();
		await sleep(1_050);
		const outcome = await probe.ask();
		expect(outcome).toMatchObject({ isKnown: false, problem: 'ECONNREFUSED' });
		server.start();
		await returned();
	});
});
