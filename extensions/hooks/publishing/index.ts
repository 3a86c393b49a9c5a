import type { Server } from 'node:http';
import { defineHook } from '@directus/extensions-sdk';
import { deliveryOf } from '../../../platform/delivery.ts';
import type { HostContext } from '../../../platform/host-context.ts';
import { trackedTables } from '../../../schema/publishing/tracked-tables.ts';
import { mobileRoutes } from '../../../platform/mobile/routes.ts';

/** Publishes what editors save, as soon as it is committed. */
export default defineHook(({ action }, hookContext) => {
	const delivery = deliveryOf(hookContext as unknown as HostContext);

	for (const { table } of trackedTables) {
		for (const event of ['create', 'update', 'delete', 'sort', 'promote'])
			action(`${table}.items.${event}`, delivery.lookForChanges);
	}

	action('server.start', ({ server }) => delivery.attachFastPath(server as Server, mobileRoutes));
});
