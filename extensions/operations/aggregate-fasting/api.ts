import { defineOperationApi } from '@directus/extensions-sdk';
import { flowOperation } from '../../../platform/flows/operation.ts';
import { jobInFlow } from '../../../platform/housekeeping/operation.ts';
import { payloadOf, waitOf, type HousekeepingOptions } from '../../../platform/housekeeping/options.ts';
import { aggregateFastingJob } from '../../../platform/jobs/definitions/aggregate-fasting.ts';
import { jobsOf } from '../../../platform/jobs/jobs.ts';

export default defineOperationApi<HousekeepingOptions>({
	id: 'bebetter-aggregate-fasting',
	handler: flowOperation((host, options, flow) =>
		jobInFlow(
			jobsOf(host),
			host,
			{ name: aggregateFastingJob, payload: payloadOf('as_of', options), waitMinutes: waitOf(options) },
			flow,
		),
	),
});
