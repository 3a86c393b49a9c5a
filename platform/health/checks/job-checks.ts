import type { CheckName } from '../../../domain/operations/health/contract.ts';
import { summariseJobs, type JobSummary } from '../../jobs/ledger/summary.ts';
import { jobSignals } from '../../jobs/signals.ts';
import { sinceWorkerSeenMs } from '../../processes/read-processes.ts';
import { mapOutcome, SharedQuestion } from '../shared-question.ts';
import { question, type CheckQuestion, type CheckSources, type Reading } from './check-question.ts';

const freshMs = 5_000;

export function jobChecks({ context }: CheckSources): CheckQuestion[] {
	const summary = new SharedQuestion(() => summariseJobs(context.database), { freshMs });
	const fromSummary = (name: CheckName, read: (summary: JobSummary) => Reading): CheckQuestion => ({
		name,
		needsDatabase: true,
		ask: async () => mapOutcome(await summary.ask(), read),
	});
	return [
		fromSummary('queue', ({ oldestDueMs, totals: { queued, running } }) => ({
			observed: oldestDueMs / 1000,
			facts: { queued, running },
		})),
		fromSummary('dead_letters', ({ totals }) => ({ observed: totals.dead })),
		question(
			'worker',
			async () => ({ observed: ((await sinceWorkerSeenMs(context.database)) ?? sinceStartMs()) / 1000 }),
			{ needsDatabase: true },
		),
		question(
			'nightly',
			async () => ({ observed: (await jobSignals(context)).nightly_age_hours ?? sinceStartMs() / 3_600_000 }),
			{ needsDatabase: true },
		),
	];
}

/** A new installation has not missed anything yet. */
const sinceStartMs = (): number => process.uptime() * 1000;
