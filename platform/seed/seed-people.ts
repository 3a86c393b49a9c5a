import type { Config } from '../config.ts';
import type { HostContext } from '../host-context.ts';
import { aggregateFastingJob } from '../jobs/definitions/aggregate-fasting.ts';
import { jobsOf } from '../jobs/jobs.ts';
import { addSyntheticPeople, type PeopleReport } from './synthetic-people.ts';

interface SeedPeopleOptions {
	/** ms since 1970 */
	readonly now: number;
	readonly again?: boolean;
}

/** Adds synthetic people, see `addSyntheticPeople`, and has the job that does it for real people compute their insights. */
export async function seedPeople(
	context: HostContext,
	config: Config,
	{ now, again = false }: SeedPeopleOptions,
): Promise<PeopleReport> {
	const report = await addSyntheticPeople(context, { key: config.BEBETTER_HASH_KEYS?.[0], now, again });
	if ('people' in report) await jobsOf(context).enqueue(aggregateFastingJob, { payload: {} });
	return report;
}
