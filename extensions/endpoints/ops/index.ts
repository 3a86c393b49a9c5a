import { defineEndpoint } from '@directus/extensions-sdk';
import { deliveryOf } from '../../../platform/delivery.ts';
import type { HostContext } from '../../../platform/host-context.ts';
import { jobsOf } from '../../../platform/jobs/jobs.ts';
import { mountJobs } from '../../../platform/jobs/serve.ts';
import { mountPurge } from '../../../platform/purge/serve.ts';

export default defineEndpoint({
	id: 'ops',
	handler(router, endpointContext) {
		const context = endpointContext as unknown as HostContext;
		mountPurge(router, deliveryOf(context), context);
		mountJobs(router, jobsOf(context), context);
	},
});
