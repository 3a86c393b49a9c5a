import { z } from 'zod';
import { version } from '../../package.json';
import { describeRoutes } from '../http/openapi.ts';
import { publicRoute, type PublicRoute } from '../http/route.ts';
import { jobRoutes } from '../jobs/routes.ts';
import { ownRoutes } from '../me/routes/index.ts';
import { purgeRoute, purgeUrlRoute } from '../purge/routes.ts';
import { descriptionPath, mobileBase } from './paths.ts';
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

const document = describeRoutes(
	mobileBase,
	mobileRoutes,
	version,
	[purgeRoute, ...jobRoutes, ...mobileRoutes.map(({ path }) => purgeUrlRoute(mobileBase + path))],
	ownRoutes,
);
