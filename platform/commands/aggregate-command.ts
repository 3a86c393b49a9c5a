import { isCivilDate } from '../../domain/time/civil-date.ts';
import type { HostContext } from '../host-context.ts';
import { aggregateFastingJob } from '../jobs/definitions/aggregate-fasting.ts';
import { runJob } from './run-job.ts';
import type { Command, Run } from './command.ts';

/** Adds `directus bebetter aggregate`. */
export function registerAggregateCommand(bebetter: Command, run: Run, context: HostContext): void {
	bebetter
		.command('aggregate')
		.description('Compute everybody’s fasting statistics from events; what is the same is not written again')
		.option(
			'--as-of <date>',
			'the last date of the statistics; by default yesterday, wherever each person is',
		)
		.action((options) => run(() => runAggregate(context, { asOf: options['asOf'] as string | undefined })));
}

export interface AggregateOptions {
	readonly asOf: string | undefined;
}

/** Has everybody's fasting statistics computed, and prints how many rows changed. */
async function runAggregate(context: HostContext, { asOf }: AggregateOptions): Promise<void> {
	if (asOf !== undefined && !isCivilDate(asOf))
		throw new Error(`--as-of "${asOf}" is no day of the calendar; write YYYY-MM-DD.`);
	await runJob(context, aggregateFastingJob, asOf === undefined ? {} : { as_of: asOf }, 'people');
}
