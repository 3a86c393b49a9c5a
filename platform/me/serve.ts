import type { Accountability } from '@directus/types';
import type { Application, NextFunction, Request, Response, Router } from 'express';
import { acceptedVersions, versionTag } from '../../domain/delivery/if-match.ts';
import { keptColumns } from '../../schema/answers/own.ts';
import type { Delivery } from '../delivery.ts';
import type { HostContext } from '../host-context.ts';
import { bodyTooLarge, largestBody, parseBody, type RefusedFields } from '../http/body.ts';
import { envelope, notLoggedIn } from '../http/errors.ts';
import { parseQuery } from '../http/query.ts';
import { handler } from '../http/route.ts';
import { sendPieces } from '../http/send-pieces.ts';
import type { HashKey } from '../people/hash-keys.ts';
import { OwnAccount } from './own-account.ts';
import type { OwnData } from './own-data.ts';
import type { OwnAnswer, OwnRoute } from './own-route.ts';
import { OwnRows } from './own-rows.ts';
import { PublishedContent } from './published-content.ts';

/** For one person only, on no shared disk, and never used again unasked. */
const ownCacheControl = 'private, no-store';

const kept: RefusedFields = Object.fromEntries(
	keptColumns.map((name) => [name, 'is kept by the server; leave it out.']),
);

export function mountOwnRoutes(
	router: Router,
	routes: readonly OwnRoute[],
	delivery: Delivery,
	context: HostContext,
	hashKeys: readonly HashKey[],
): void {
	for (const route of routes)
		router[route.method](
			route.path,
			handler(async (request, response) => {
				const own = await ownDataOf(request, delivery, context, hashKeys);
				const answer = await route.serve(own, {
					params: request.params as Record<string, string>,
					query: parseQuery(route.query, request.originalUrl),
					body: route.body ? parseBody(route.body, request, { ...kept, ...route.refused }) : {},
					accepted: acceptedVersions(request.headers['if-match']),
				});
				await send(response, answer, context);
			}),
		);
}

/**
 * Refuses a body by its announced length, before Directus reads it. One without a length is measured when it has
 * been read.
 */
export function refuseLargeBodies(app: Application, base: string): void {
	app.use(base, (request: Request, response: Response, next: NextFunction) => {
		if (!(Number(request.headers['content-length']) > largestBody)) return next();
		const error = bodyTooLarge();
		response
			.status(error.status)
			.set({ Connection: 'close', 'Cache-Control': ownCacheControl })
			.json(envelope(error));
	});
}

/** @throws {ApiError} 401 unless a token says who asks, and that person is there and active */
async function ownDataOf(
	request: Request,
	delivery: Delivery,
	context: HostContext,
	hashKeys: readonly HashKey[],
): Promise<OwnData> {
	const { accountability } = request as Request & { accountability?: Accountability | null };
	const account = accountability?.user ? await OwnAccount.open(context, accountability.user, hashKeys) : null;
	if (!account) throw notLoggedIn();

	return {
		account,
		rows: new OwnRows(context, account.user),
		content: new PublishedContent(await delivery.publisher.readSources()),
		now: new Date(),
	};
}

async function send(response: Response, answer: OwnAnswer, context: HostContext): Promise<void> {
	const { status = 200, body, version, file } = answer;
	response.status(status).set('Cache-Control', ownCacheControl);
	if (version !== undefined) response.set('ETag', versionTag(version));
	if (file) {
		response.attachment(file.name).type('application/json');
		await sendPieces(response, file.pieces, context.logger);
	} else if (status === 204) response.end();
	else response.json(body);
}
