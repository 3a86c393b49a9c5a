import type { Knex } from 'knex';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { minuteMs, minuteOf } from '../../domain/operations/health/samples.ts';
import { DatabaseProbe } from '../../platform/health/database-probe.ts';
import { readHistory } from '../../platform/health/history.ts';
import { Sampler } from '../../platform/health/sampler.ts';
import { pruneSamples, readSamples } from '../../platform/health/samples.ts';
import { healthTables, samplesTable } from '../../platform/health/tables.ts';
import { Usage } from '../../platform/health/usage.ts';
import { RequestMetrics } from '../../platform/metrics/request-metrics.ts';
import { keptLog } from '../support/jobs/quiet-logger.ts';
import { describeOnDatabases, scratchDatabase, type ScratchDatabase } from '../support/scratch-database.ts';

describeOnDatabases('samples of health', (database) => {
	let scratch: ScratchDatabase;
	let knex: Knex;
	beforeAll(async () => {
		scratch = await scratchDatabase(database, 'samples', []);
		knex = scratch.connect();
	});
	beforeEach(async () => {
		for (const [table, define] of Object.entries(healthTables)) {
			await knex.schema.dropTableIfExists(table);
			await knex.schema.createTable(table, define);
		}
	});
	afterAll(() => scratch?.drop());

	const begin = () => {
		const requests = new RequestMetrics();
		const log = keptLog();
		const sampler = new Sampler({
			knex,
			instance: 'one',
			requests,
			probe: new DatabaseProbe(knex),
			usage: new Usage(),
			logger: log.logger,
		});
		return { requests, sampler, log, now: Date.now() };
	};

	it('say each minute what was seen in it, and a minute is there once', async () => {
		const { requests, sampler, now } = begin();
		await sampler.look(now);
		requests.observe('GET', '/mobile/foods', 200, 30);
		requests.observe('GET', '/mobile/foods', 500, 3_000);
		requests.observe('GET', '/mobile/foods', 429, 1);
		requests.observe('GET', '/ops/health', 503, 1);
		await sampler.look(now + minuteMs);
		requests.observe('GET', '/mobile/foods', 200, 30);
		await sampler.look(now + 2 * minuteMs);
		await sampler.look(now + 2 * minuteMs);

		const samples = (await readSamples(knex, 0)).sort((one, other) => one.minute - other.minute);
		expect(samples).toMatchObject([
			{ minute: minuteOf(now), requests: 3, errors: 1, limited: 1, looks: 2, healthy: 2 },
			{ minute: minuteOf(now) + 1, requests: 1, errors: 0, looks: 1, healthy: 1 },
		]);
		expect(samples[0]!.latencies).toEqual([1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0]);
		const history = await readHistory(knex, 'day', now + 2 * minuteMs);
		expect(history).toMatchObject({ requests: 4, errors: 1, availability: 1 });
	});

	it('wait while they cannot be stored', async () => {
		const { sampler, log, now } = begin();
		await sampler.look(now);
		await knex.schema.dropTable(samplesTable);
		await sampler.look(now + minuteMs);
		await sampler.look(now + 2 * minuteMs);
		await knex.schema.createTable(samplesTable, healthTables[samplesTable]!);
		await sampler.look(now + 3 * minuteMs);
		expect(await readSamples(knex, 0)).toHaveLength(3);
		// Twice in a minute would be too often.
		expect(log.lines).toHaveLength(1);
	});

	it('go after 35 days', async () => {
		const { sampler, now } = begin();
		await sampler.look(now);
		await sampler.look(now + minuteMs);
		await pruneSamples(knex, minuteOf(now) + 35 * 1_440);
		expect(await readSamples(knex, 0)).toHaveLength(1);
		await pruneSamples(knex, minuteOf(now) + 35 * 1_440 + 1);
		expect(await readSamples(knex, 0)).toHaveLength(0);
	});
});
