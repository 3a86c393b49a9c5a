import type { Host } from './host/index.ts';
import { until } from './publishing/reading.ts';

/** 21,000 rows, on a busy machine. */
const withinMs = 60_000;

/** Waits for the insights that the seed has ordered for its people. */
export async function haveInsights({ knex }: Host): Promise<void> {
	const run = () => knex('job_runs').where({ name: 'aggregate-fasting', slot: 'key:all' }).first('status');
	await until('insights', async () => (await run())?.status === 'done', withinMs);
}
