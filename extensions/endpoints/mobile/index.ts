import { defineEndpoint } from '@directus/extensions-sdk';
import { parseConfig } from '../../../platform/config.ts';
import { deliveryOf } from '../../../platform/delivery.ts';
import type { HostContext } from '../../../platform/host-context.ts';
import { mountPublicRoutes } from '../../../platform/http/route.ts';
import { ownRoutes } from '../../../platform/me/routes/index.ts';
import { mountOwnRoutes } from '../../../platform/me/serve.ts';
import { mobileRoutes } from '../../../platform/mobile/routes.ts';
import { mountPurgeUrls } from '../../../platform/purge/serve.ts';

export default defineEndpoint({
	id: 'mobile',
	handler(router, endpointContext) {
		const context = endpointContext as unknown as HostContext;
		const delivery = deliveryOf(context);
		mountPublicRoutes(router, mobileRoutes, delivery.publisher, delivery.learnHostHeaders);
		mountOwnRoutes(router, ownRoutes, delivery, context, parseConfig(context.env).BEBETTER_HASH_KEYS ?? []);
		mountPurgeUrls(router, mobileRoutes, delivery, context);
	},
});
