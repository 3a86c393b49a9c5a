import { defineOperationApi } from '@directus/extensions-sdk';
import { flowOperation } from '../../../platform/flows/operation.ts';
import { jobInFlow } from '../../../platform/housekeeping/operation.ts';
import { payloadOf, waitOf, type HousekeepingOptions } from '../../../platform/housekeeping/options.ts';
import { archiveEventsJob } from '../../../platform/jobs/definitions/archive-events.ts';
import { jobsOf } from '../../../platform/jobs/jobs.ts';

export default defineOperationApi<HousekeepingOptions>({
	id: 'bebetter-archive-events',
	handler: flowOperation((host, options, flow) =>
		jobInFlow(
			jobsOf(host),
			host,
			{ name: archiveEventsJob, payload: payloadOf('before', options), waitMinutes: waitOf(options) },
			flow,
		),
	),
});
