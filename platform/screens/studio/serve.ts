import type { Accountability } from '@directus/types';
import type { Request, Router } from 'express';
import type { z } from 'zod';
import { neverStore } from '../../../domain/delivery/cache-policy.ts';
import {
	largestInteger,
	variantNameSchema,
	type VariantName,
} from '../../../domain/screens/studio/contract.ts';
import { personOf, type Caller } from '../../access/caller.ts';
import { isPermitted } from '../../content-rules/is-permitted.ts';
import type { HostContext } from '../../host-context.ts';
import { parseBody } from '../../http/body.ts';
import { ApiError, forbidden } from '../../http/errors.ts';
import { parseQuery } from '../../http/query.ts';
import { handler } from '../../http/route.ts';
import { handlers } from './handlers.ts';
import { studioRoutes, type StudioRoute, type StudioRouteName } from './routes.ts';
import type { Studio } from './studio.ts';

/** As much as Directus itself takes unless it is told otherwise: 1 MB. */
const largestRequest = 1_048_576;

const opsBase = '/ops';

/** What a route is served with: everything is checked. */
export interface Visit<Name extends StudioRouteName> {
	readonly caller: Caller;
	/** @throws {ApiError} 400 INVALID_PATH when the address names no variant */
	readonly variant: () => VariantName;
	/** @throws {ApiError} 400 INVALID_PATH when the address names no revision */
	readonly revision: () => number;
	readonly param: (name: string) => string;
	readonly query: QueryOf<Name>;
	readonly body: BodyOf<Name>;
}

type Routes = typeof studioRoutes;
type QueryOf<Name extends StudioRouteName> = Routes[Name] extends { query: infer Query extends z.ZodType }
	? z.infer<Query>
	: undefined;
type BodyOf<Name extends StudioRouteName> = Routes[Name]['body'] extends z.ZodType
	? z.infer<Routes[Name]['body']>
	: undefined;
export type AnswerOf<Name extends StudioRouteName> = z.input<Routes[Name]['answer']>;

export type Handlers = {
	readonly [Name in StudioRouteName]: (studio: Studio, visit: Visit<Name>) => Promise<AnswerOf<Name>>;
};

/** `/ops/screens`, for editors and administrators. */
export function mountScreens(router: Router, studio: Studio): void {
	for (const name of Object.keys(studioRoutes) as StudioRouteName[]) {
		const route: StudioRoute = studioRoutes[name];
		const serve = handlers[name] as (studio: Studio, visit: unknown) => Promise<unknown>;
		router[route.method as 'get' | 'post' | 'put' | 'delete'](
			route.path.slice(opsBase.length),
			handler(async (request, response) => {
				response.set('Cache-Control', neverStore);
				response.json(await serve(studio, await admitted(route, request, studio.context)));
			}),
		);
	}
}

/** @throws {ApiError} 403 before anything of the request is looked at; 400 for what cannot be understood */
async function admitted(route: StudioRoute, request: Request, { database }: HostContext): Promise<unknown> {
	const { accountability } = request as Request & { accountability?: Accountability | null };
	const caller = personOf(accountability);
	if (!caller.worksHere) throw forbidden();
	if (!(await isPermitted(database, caller.accountability, 'sdui_screens', route.needs))) throw forbidden();

	return {
		caller,
		param: (name: string) => String(request.params[name]),
		variant: () => variantIn(request),
		revision: () => revisionIn(request),
		query: route.query && parseQuery(route.query, request.originalUrl),
		body: route.body ? parseBody(route.body, request, {}, largestRequest) : undefined,
	};
}

function variantIn({ params }: Request): VariantName {
	const { screen_key, goal, locale } = params;
	const parsed = variantNameSchema.safeParse({ screen_key, goal, locale });
	if (parsed.success) return parsed.data;
	const issue = parsed.error.issues[0]!;
	throw new ApiError(400, 'INVALID_PATH', `The ${String(issue.path[0])} in the address ${issue.message}.`, {
		field: issue.path[0],
	});
}

function revisionIn({ params }: Request): number {
	const revision = String(params['revision']);
	if (/^[1-9]\d{0,9}$/.test(revision) && Number(revision) <= largestInteger) return Number(revision);
	throw new ApiError(400, 'INVALID_PATH', 'The revision in the address must be a number from 1, such as 3.', {
		field: 'revision',
	});
}
