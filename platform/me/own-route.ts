import type { z } from 'zod';
import type { RefusedFields } from '../http/body.ts';
import type { OwnData } from './own-data.ts';

export const ownMethods = ['get', 'post', 'patch', 'delete'] as const;

/**
 * An address for the caller's own data. What serves it gets nothing but `OwnData`, which reaches no row of anybody
 * else: a route cannot forget whom it works for.
 */
export interface OwnRoute<Query extends z.ZodObject = z.ZodObject, Body extends z.ZodObject = z.ZodObject> {
	readonly method: (typeof ownMethods)[number];
	/** In Express's form, below the endpoint's own path; it begins with `/me`. */
	readonly path: string;
	readonly summary: string;
	readonly query: Query;
	/** null when the request has no body. */
	readonly body: Body | null;
	/** Fields of the row that this body cannot have, and why; on top of those that the server keeps. */
	readonly refused?: RefusedFields;
	/** null when a success has no body. */
	readonly answer: z.ZodType | null;
	/** Error codes it may answer with, by status, besides those of every query, body and log-in. */
	readonly errors: Readonly<Record<number, readonly string[]>>;
	/** Whether `If-Match` makes it depend on the version that the client holds. */
	readonly versioned?: boolean;
	readonly serve: (own: OwnData, input: OwnInput<z.infer<Query>, z.infer<Body>>) => Promise<OwnAnswer>;
}

export interface OwnInput<Query, Body> {
	readonly params: Readonly<Record<string, string>>;
	readonly query: Query;
	readonly body: Body;
	/** The versions that the client accepts to change; null for any. */
	readonly accepted: readonly number[] | null;
}

export interface OwnAnswer {
	/** 200 unless it says otherwise; 204 goes without a body. */
	readonly status?: 201 | 204;
	readonly body?: unknown;
	/** The version of the row that is answered; it goes out as the ETag. */
	readonly version?: number;
	/** A file to be saved, written piece by piece instead of a body. */
	readonly file?: { readonly name: string; readonly pieces: AsyncIterable<string> };
}

export function ownRoute<Query extends z.ZodObject, Body extends z.ZodObject>(
	route: OwnRoute<Query, Body>,
): OwnRoute {
	return route as unknown as OwnRoute;
}
