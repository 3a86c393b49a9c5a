import { defineEndpoint } from '@directus/extensions-sdk';
import { configOf } from '../../../platform/config.ts';
import { deliveryOf } from '../../../platform/delivery.ts';
import { mountEvents } from '../../../platform/events/serve.ts';
import type { HostContext } from '../../../platform/host-context.ts';
import { mountPublicRoutes } from '../../../platform/http/route.ts';
import { mountClosed } from '../../../platform/maintenance/closed.ts';
import { maintenanceOf } from '../../../platform/maintenance/watch.ts';
import { ownRoutes } from '../../../platform/me/routes/index.ts';
import { mountOwnRoutes } from '../../../platform/me/serve.ts';
import { mobileRoutes } from '../../../platform/mobile/routes.ts';
import { mountPurgeUrls } from '../../../platform/purge/serve.ts';
import { operatorLimit } from '../../../platform/security/limit-operators.ts';

export default defineEndpoint({
	id: 'mobile',
	handler(router, endpointContext) {
		const context = endpointContext as unknown as HostContext;
		const config = configOf(context);
		const delivery = deliveryOf(context);
		mountClosed(router, maintenanceOf(context));
		mountPublicRoutes(router, mobileRoutes, delivery.publisher, delivery.learnHostHeaders);
		mountOwnRoutes(router, ownRoutes, delivery, context, config.BEBETTER_HASH_KEYS ?? []);
		mountEvents(router, context, config);
		mountPurgeUrls(router, mobileRoutes, delivery, context, operatorLimit(context, config));
	},
});
