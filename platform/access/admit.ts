import type { Accountability } from '@directus/types';
import type { Request, RequestHandler, Response } from 'express';
import { neverStore } from '../../domain/delivery/cache-policy.ts';
import { forbidden } from '../http/errors.ts';
import { handler } from '../http/route.ts';
import { personOf, type Caller } from './caller.ts';
import { isMonitor } from './ops-tokens.ts';

type Serve = (request: Request, response: Response, caller: Caller) => Promise<void>;

/** Serves administrators, and monitors that came with one of BEBETTER_OPS_TOKENS. Only for what changes nothing. */
export function forOperators(serve: (request: Request, response: Response) => Promise<void>): RequestHandler {
	return handler(async (request, response) => {
		const { accountability } = request as Request & { accountability?: Accountability | null };
		if (accountability?.admin !== true && !isMonitor(request)) throw forbidden();
		response.set('Cache-Control', neverStore);
		await serve(request, response);
	});
}

/** Serves editors and administrators. Only for what changes nothing. */
export function forEditors(serve: (request: Request, response: Response) => Promise<void>): RequestHandler {
	return handler(async (request, response) => {
		const { accountability } = request as Request & { accountability?: Accountability | null };
		if (!personOf(accountability).worksHere) throw forbidden();
		response.set('Cache-Control', neverStore);
		await serve(request, response);
	});
}

/** Serves administrators only; what they are told is never stored by a cache. Everybody else gets 403 FORBIDDEN. */
export function forAdministrators(serve: Serve): RequestHandler {
	return handler(async (request, response) => {
		const { accountability } = request as Request & { accountability?: Accountability | null };
		if (accountability?.admin !== true) throw forbidden();
		response.set('Cache-Control', neverStore);
		await serve(request, response, personOf(accountability));
	});
}
