import { defineOperationApi } from '@directus/extensions-sdk';
import { deliveryOf } from '../../../platform/delivery.ts';
import { flowOperation } from '../../../platform/flows/operation.ts';
import { purgeInFlow, type PurgeCacheOptions } from '../../../platform/purge/operation.ts';

export default defineOperationApi<PurgeCacheOptions>({
	id: 'bebetter-purge-cache',
	handler: flowOperation((host, options, flow) => purgeInFlow(deliveryOf(host), host, options, flow)),
});
