import type { Knex } from 'knex';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { minuteMs, minuteOf } from '../../domain/operations/health/samples.ts';
import { noLatencies } from '../../domain/operations/metrics/latency.ts';
import { readHistory } from '../../platform/health/history.ts';
import { noteVersions, readReleases, releaseSignals } from '../../platform/health/releases.ts';
import { storeSamples } from '../../platform/health/samples.ts';
import { healthTables, releasesTable, samplesTable } from '../../platform/health/tables.ts';
import type { HostContext } from '../../platform/host-context.ts';
import { describeOnDatabases, scratchDatabase, type ScratchDatabase } from '../support/scratch-database.ts';

const old = { bebetter: '0.1.0', directus: '12.4.0' };
const newer = { bebetter: '0.2.0', directus: '12.4.0' };

describeOnDatabases('releases', (database) => {
	let scratch: ScratchDatabase;
	let knex: Knex;
	beforeAll(async () => {
		scratch = await scratchDatabase(database, 'releases', []);
		knex = scratch.connect();
	});
	beforeEach(async () => {
		for (const table of [samplesTable, releasesTable]) {
			await knex.schema.dropTableIfExists(table);
			await knex.schema.createTable(table, healthTables[table]!);
		}
	});
	afterAll(() => scratch?.drop());

	const signals = () => releaseSignals({ database: knex } as HostContext);

	it('are noted once for each change, and what ran first is none', async () => {
		for (const versions of [old, old, newer, newer, old]) await noteVersions(knex, versions);
		const releases = await readReleases(knex);
		expect(releases.map(({ from, to }) => [from.bebetter, to.bebetter])).toEqual([
			['0.2.0', '0.1.0'],
			['0.1.0', '0.2.0'],
		]);
		expect(Math.abs(releases[0]!.at - Date.now())).toBeLessThan(60_000);
		await noteVersions(knex, { ...old, directus: '12.5.0' });
		expect((await readReleases(knex))[0]).toMatchObject({ from: old, to: { directus: '12.5.0' } });
	});

	it('are noted once when several instances start together', async () => {
		await noteVersions(knex, old);
		const others = [scratch.connect(), scratch.connect(), knex];
		await Promise.all(others.map((other) => noteVersions(other, newer)));
		expect(await knex(releasesTable).select('id')).toHaveLength(2);
	});

	it('are in the history with what was before and after, and a signal while they are watched', async () => {
		await noteVersions(knex, old);
		expect(await signals()).toEqual({});
		await noteVersions(knex, newer);
		expect(await signals()).toEqual({});

		const releasedAt = Date.now() - 10 * minuteMs;
		await knex(releasesTable)
			.where({ id: 2 })
			.update({ at: new Date(releasedAt) });
		const minute = minuteOf(releasedAt);
		const seen = {
			limited: 0,
			latencies: noLatencies(),
			looks: 6,
			healthy: 6,
			cpu: 0,
			memory: null,
			waiting: 0,
		};
		await storeSamples(knex, [
			{ minute: minute - 30, instance: 'one', requests: 100, errors: 2, ...seen },
			{ minute: minute + 2, instance: 'two', requests: 100, errors: 8, ...seen },
		]);
		expect(await signals()).toEqual({ release_error_growth_ratio: 4 });
		const { releases } = await readHistory(knex, 'day', Date.now());
		expect(releases).toMatchObject([{ from: old, to: newer, before: { errors: 2 }, after: { errors: 8 } }]);

		// A release at the beginning of the time span is compared with what was before that.
		const later = releasedAt + 24 * 60 * minuteMs - minuteMs;
		expect((await readHistory(knex, 'day', later)).releases).toMatchObject([{ before: { errors: 2 } }]);
		await knex(releasesTable)
			.where({ id: 2 })
			.update({ at: new Date(releasedAt - 60 * minuteMs) });
		expect(await signals()).toEqual({});
	});
});
