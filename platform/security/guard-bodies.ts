import type { Application, NextFunction, Request, Response } from 'express';
import { neverStore } from '../../domain/delivery/cache-policy.ts';
import { hostileBody } from '../../domain/operations/security/hostile-body.ts';
import { envelope, invalidPayload } from '../http/errors.ts';

/** Where bodies end up in the database, Directus's addresses and ours. */
const guarded = ['/items', '/graphql', '/utils', '/ops', '/mobile'];

/**
 * Refuses bodies that Directus would walk until the stack is full, and names that reach the prototype of all objects.
 * Runs after the body is parsed and before any route.
 */
export function guardBodies(app: Application): void {
	app.use(guarded, (request: Request, response: Response, next: NextFunction) => {
		const found = hostileBody(request.body);
		if (!found) return next();
		response
			.status(400)
			.set('Cache-Control', neverStore)
			.json(envelope(invalidPayload(found.field, found.problem)));
	});
}
