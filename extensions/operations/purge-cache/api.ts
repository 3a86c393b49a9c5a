import { defineOperationApi } from '@directus/extensions-sdk';
import { deliveryOf } from '../../../platform/delivery.ts';
import type { HostContext } from '../../../platform/host-context.ts';
import { asDirectusError } from '../../../platform/http/directus-error.ts';
import type { FlowContext } from '../../../platform/flows/flow-context.ts';
import { purgeInFlow, type PurgeCacheOptions } from '../../../platform/purge/operation.ts';

export default defineOperationApi<PurgeCacheOptions>({
	id: 'bebetter-purge-cache',
	async handler(options, operationContext) {
		const context = operationContext as unknown as HostContext;
		try {
			return await purgeInFlow(
				deliveryOf(context),
				context,
				options,
				operationContext as unknown as FlowContext,
			);
		} catch (error) {
			throw asDirectusError(error);
		}
	},
});
