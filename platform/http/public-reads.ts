import type { Application, NextFunction, Request, Response } from 'express';
import { ApiError, envelope } from './errors.ts';

/**
 * Makes sure that who asks does not matter at public addresses. Directus would refuse a phone whose token has
 * expired, and apply its own rules to the query, before the endpoint is asked.
 *
 * @param paths in Express's form; only GET and HEAD are concerned
 */
export function openToEverybody(app: Application, paths: readonly string[]): void {
	app.get([...paths], forgetCaller);
}

/** Express would throw while it decodes the parameters of a path, and Directus would call that a 500. */
export function refuseBrokenAddresses(app: Application, bases: readonly string[]): void {
	app.use([...bases], refuseBrokenAddress);
}

/** Our routes read the query from the address itself (see `parseQuery`). */
function forgetCaller(request: Request, _response: Response, next: NextFunction): void {
	delete request.headers.authorization;
	delete request.headers.cookie;
	request.query = {};
	next();
}

function refuseBrokenAddress(request: Request, response: Response, next: NextFunction): void {
	try {
		decodeURIComponent(request.path);
		next();
	} catch {
		const error = new ApiError(400, 'INVALID_ADDRESS', 'The address is not valid: write % as %25.');
		response.status(error.status).json(envelope(error));
	}
}
