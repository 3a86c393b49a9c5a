import { defineOperationApi } from '@directus/extensions-sdk';
import { flowOperation } from '../../../platform/flows/operation.ts';
import { jobsOf } from '../../../platform/jobs/jobs.ts';
import { recomputeInFlow, type RecomputeTargetsOptions } from '../../../platform/targets/operation.ts';

export default defineOperationApi<RecomputeTargetsOptions>({
	id: 'bebetter-recompute-targets',
	handler: flowOperation((host, options, flow) => recomputeInFlow(jobsOf(host), host, options, flow)),
});
