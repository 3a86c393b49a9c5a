import type { Accountability } from '@directus/types';
import type { Request, RequestHandler, Router } from 'express';
import { neverStore } from '../../domain/delivery/cache-policy.ts';
import type { Delivery } from '../delivery.ts';
import type { HostContext } from '../host-context.ts';
import { handler, type PublicRoute } from '../http/route.ts';
import { personOf } from '../access/caller.ts';
import { purge } from './purge.ts';
import { purgePath } from './routes.ts';

/** `POST /ops/cache/purge`. */
export function mountPurge(router: Router, delivery: Delivery, context: HostContext): void {
	router.post(
		purgePath,
		serve(delivery, context, ({ body }) => body),
	);
}

/** `PURGE` of any public address: what one would type to look at it, with another method. */
export function mountPurgeUrls(
	router: Router,
	routes: readonly PublicRoute[],
	delivery: Delivery,
	context: HostContext,
	limit: RequestHandler,
): void {
	for (const { path } of routes)
		router.purge(
			path,
			limit,
			serve(delivery, context, ({ originalUrl }) => ({ urls: [originalUrl] })),
		);
}

function serve(
	delivery: Delivery,
	context: HostContext,
	requestOf: (request: Request) => unknown,
): RequestHandler {
	return handler(async (request, response) => {
		const { accountability } = request as Request & { accountability?: Accountability | null };
		const caller = personOf(accountability);
		const data = await purge(delivery, context, requestOf(request), caller);
		response.set('Cache-Control', neverStore).json({ data });
	});
}
