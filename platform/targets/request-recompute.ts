import type { Knex } from 'knex';
import type { WhoseTargets } from '../../domain/nutrition/targets/whose-targets.ts';
import { recomputeTargetsJob } from '../jobs/definitions/recompute-targets.ts';
import type { Jobs } from '../jobs/jobs.ts';

/** What was handed to background jobs. */
export interface RecomputeReceipt {
	/** How many people; null for everybody. */
	readonly people: number | null;
	/** Ids of the jobs. */
	readonly jobs: readonly string[];
}

/**
 * Has targets computed in the background. Requests for one person while theirs is waiting come to one job; a
 * request while it runs makes it run again. Call it after the commit of what changed.
 */
export async function requestRecompute(
	jobs: Jobs,
	knex: Knex,
	whose: WhoseTargets,
): Promise<RecomputeReceipt> {
	if (whose === 'everybody') {
		const { run } = await jobs.enqueue(recomputeTargetsJob, { payload: { all: true } });
		return { people: null, jobs: [run.id] };
	}

	const people: { user: string }[] = await knex('user_profiles')
		.select('user')
		.whereIn('id', whose.profiles)
		.orderBy('user');
	const ids: string[] = [];
	for (const { user } of people)
		ids.push((await jobs.enqueue(recomputeTargetsJob, { payload: { user } })).run.id);
	return { people: people.length, jobs: ids };
}
