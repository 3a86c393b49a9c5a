import { defineOperationApi } from '@directus/extensions-sdk';
import type { FlowContext } from '../../../platform/flows/flow-context.ts';
import type { HostContext } from '../../../platform/host-context.ts';
import { asDirectusError } from '../../../platform/http/directus-error.ts';
import { jobsOf } from '../../../platform/jobs/jobs.ts';
import { recomputeInFlow, type RecomputeTargetsOptions } from '../../../platform/targets/operation.ts';

export default defineOperationApi<RecomputeTargetsOptions>({
	id: 'bebetter-recompute-targets',
	async handler(options, operationContext) {
		const context = operationContext as unknown as HostContext;
		try {
			return await recomputeInFlow(
				jobsOf(context),
				context,
				options,
				operationContext as unknown as FlowContext,
			);
		} catch (error) {
			throw asDirectusError(error);
		}
	},
});
