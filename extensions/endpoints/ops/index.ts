import { defineEndpoint } from '@directus/extensions-sdk';
import { deliveryOf } from '../../../platform/delivery.ts';
import type { HostContext } from '../../../platform/host-context.ts';
import { mountPurge } from '../../../platform/purge/serve.ts';

export default defineEndpoint({
	id: 'ops',
	handler(router, endpointContext) {
		const context = endpointContext as unknown as HostContext;
		mountPurge(router, deliveryOf(context), context);
	},
});
