import { z } from 'zod';
import { version } from '../../package.json';
import { describeRoutes } from '../http/openapi.ts';
import { publicRoute, type PublicRoute } from '../http/route.ts';
import { alertRoutes } from '../alerts/routes.ts';
import { databaseRoutes } from '../database/routes.ts';
import { checkRoutes } from '../checks/routes.ts';
import { maintenanceRoutes } from '../maintenance/routes.ts';
import { backupRoutes } from '../backups/routes.ts';
import { exportRoutes } from '../archive/routes.ts';
import { integrityRoutes } from '../integrity/routes.ts';
import { jobRoutes } from '../jobs/routes.ts';
import { eventsRoute } from '../events/routes.ts';
import { ownRoutes } from '../me/routes/index.ts';
import { todayRoutes } from '../operations/today/routes.ts';
import { purgeRoute, purgeUrlRoute } from '../purge/routes.ts';
import { descriptionPath, mobileBase } from './paths.ts';
import { telemetryRoutes } from '../telemetry/routes.ts';
import { screensRoutes } from '../screens/studio/routes.ts';
import { securityRoutes } from '../security/routes.ts';
import { contentRoutes } from './content-routes.ts';
import { screenRoutes } from './screen-routes.ts';

const description = publicRoute({
	path: descriptionPath,
	summary: 'This document',
	query: z.object({}),
	answer: z.looseObject({}),
	errors: { 400: ['INVALID_QUERY'] },
	ask: () => () => ({ key: 'openapi', tags: [], collection: 'openapi', vary: [], body: () => document }),
});

/** Every public address below `/mobile`. */
export const mobileRoutes: readonly PublicRoute[] = [...screenRoutes, ...contentRoutes, description];

/** The OpenAPI document of every address of ours. */
export const document = describeRoutes(
	mobileBase,
	mobileRoutes,
	version,
	[
		purgeRoute,
		...jobRoutes,
		...exportRoutes,
		...alertRoutes,
		...databaseRoutes,
		...integrityRoutes,
		...checkRoutes,
		...maintenanceRoutes,
		...backupRoutes,
		...screensRoutes,
		...securityRoutes,
		...todayRoutes,
		...telemetryRoutes,
		...mobileRoutes.map(({ path }) => purgeUrlRoute(mobileBase + path)),
	],
	ownRoutes,
	[eventsRoute],
);
