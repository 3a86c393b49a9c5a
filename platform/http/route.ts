import type { IncomingHttpHeaders } from 'node:http';
import type { NextFunction, Request, RequestHandler, Response, Router } from 'express';
import type { z } from 'zod';
import { neverStore } from '../../domain/delivery/cache-policy.ts';
import type { Publisher, Question } from '../publishing/publisher.ts';
import { ApiError, envelope } from './errors.ts';
import { parseQuery } from './query.ts';
import { sendEntry } from './send.ts';

/** A public address that answers with JSON, described well enough to serve it and to document it. */
export interface PublicRoute<Query extends z.ZodObject = z.ZodObject> {
	/** In Express's form, below the endpoint's own path, such as `/screens/:screen_key`. */
	readonly path: string;
	readonly summary: string;
	readonly query: Query;
	readonly answer: z.ZodType;
	/** Error codes it may answer with, by status. */
	readonly errors: Readonly<Record<number, readonly string[]>>;
	/** Request headers that change the answer. */
	readonly headers?: Readonly<Record<string, string>>;
	/** The question that a request asks; throws when it asks none that can be answered. */
	readonly ask: (input: AskedWith<z.infer<Query>>) => Question;
}

export interface AskedWith<Query> {
	readonly params: Readonly<Record<string, string>>;
	readonly query: Query;
	/** The value of a request header, by its name in small letters. */
	readonly header: (name: string) => string | undefined;
}

export function publicRoute<Query extends z.ZodObject>(route: PublicRoute<Query>): PublicRoute {
	return route as unknown as PublicRoute;
}

/** Called before each answer of ours, with Directus's headers set and none of ours. */
export type BeforeAnswer = (request: Request, response: Response) => void;

export function mountPublicRoutes(
	router: Router,
	routes: readonly PublicRoute[],
	publisher: Publisher,
	beforeAnswer: BeforeAnswer,
): void {
	for (const route of routes)
		router.get(
			route.path,
			handler(async (request, response) => {
				const question = questionOf(
					route,
					request.params as Record<string, string>,
					request.originalUrl,
					request.headers,
				);
				const { entry, hit } = await publisher.answer(question);
				beforeAnswer(request, response);
				sendEntry(request, response, entry, hit ? 'hit' : 'miss');
			}),
		);
}

/** @throws {ApiError} 400 INVALID_QUERY */
export function questionOf(
	route: PublicRoute,
	params: Readonly<Record<string, string>>,
	address: string,
	headers: IncomingHttpHeaders,
): Question {
	return route.ask({
		params,
		query: parseQuery(route.query, address),
		header: (name) => headers[name]?.toString(),
	});
}

/**
 * The only way our routes are registered: an answer of ours goes out in the envelope of Directus, everything
 * else goes to Directus's error handler. A rejection left unhandled would end the process.
 */
export function handler(serve: (request: Request, response: Response) => Promise<void>): RequestHandler {
	return (request: Request, response: Response, next: NextFunction) => {
		serve(request, response).catch((error: unknown) => answerError(error, response, next));
	};
}

function answerError(error: unknown, response: Response, next: NextFunction): void {
	if (!(error instanceof ApiError) || response.headersSent) return next(error);
	response
		.status(error.status)
		.set({ ...error.headers, 'Cache-Control': neverStore })
		.json(envelope(error));
}
