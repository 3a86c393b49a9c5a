import { defineOperationApi } from '@directus/extensions-sdk';
import { flowOperation } from '../../../platform/flows/operation.ts';
import { jobInFlow } from '../../../platform/housekeeping/operation.ts';
import { waitOf, type HousekeepingOptions } from '../../../platform/housekeeping/options.ts';
import { backUpJob } from '../../../platform/jobs/definitions/back-up.ts';
import { jobsOf } from '../../../platform/jobs/jobs.ts';

export default defineOperationApi<Pick<HousekeepingOptions, 'wait_minutes'>>({
	id: 'bebetter-back-up',
	handler: flowOperation((host, options, flow) =>
		jobInFlow(jobsOf(host), host, { name: backUpJob, payload: {}, waitMinutes: waitOf(options) }, flow),
	),
});
