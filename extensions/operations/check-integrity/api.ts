import { defineOperationApi } from '@directus/extensions-sdk';
import { flowOperation } from '../../../platform/flows/operation.ts';
import { jobInFlow } from '../../../platform/housekeeping/operation.ts';
import { waitOf, type HousekeepingOptions } from '../../../platform/housekeeping/options.ts';
import { checkIntegrityJob } from '../../../platform/integrity/job-name.ts';
import { jobsOf } from '../../../platform/jobs/jobs.ts';

export default defineOperationApi<HousekeepingOptions>({
	id: 'bebetter-check-integrity',
	handler: flowOperation((host, options, flow) =>
		jobInFlow(
			jobsOf(host),
			host,
			{ name: checkIntegrityJob, payload: {}, waitMinutes: waitOf(options) },
			flow,
		),
	),
});
