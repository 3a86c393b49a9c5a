import type { Accountability } from '@directus/types';
import type { Request, Router } from 'express';
import { neverStore } from '../../domain/delivery/cache-policy.ts';
import { largestBatchBytes } from '../../domain/events/limits.ts';
import type { Config } from '../config.ts';
import type { HostContext } from '../host-context.ts';
import { ApiError, invalidPayload } from '../http/errors.ts';
import { handler } from '../http/route.ts';
import { telemetryOf } from '../telemetry/telemetry.ts';
import { Ingestion } from './ingestion.ts';
import { eventsRoute } from './routes.ts';
import { takenRequest, type Unreadable } from './take-request.ts';

/** `POST /mobile/events`. */
export function mountEvents(router: Router, context: HostContext, config: Config): void {
	const { database, logger, env } = context;
	const { counters } = telemetryOf(context);
	const ingestion = new Ingestion({
		knex: database,
		logger,
		hashKey: config.BEBETTER_HASH_KEYS?.[0] ?? null,
		secret: env['SECRET'] === undefined ? null : String(env['SECRET']),
		requestsPerMinute: config.BEBETTER_EVENTS_REQUESTS_PER_MINUTE,
		mostWaiting: config.BEBETTER_EVENTS_MOST_WAITING,
		now: Date.now,
	});
	router.post(
		eventsRoute.path,
		handler(async (request, response) => {
			const taken = takenRequest(request);
			if (!taken) throw new Error('The hook bebetter-events is switched off; events need it.');
			if (typeof taken.body === 'string') throw refusalOf[taken.body]();
			const data = await ingestion.take({
				body: taken.body,
				token: taken.token,
				ip: addressOf(request),
				headers: request.headers,
			});
			counters.countEvents(data);
			response.set('Cache-Control', neverStore).json({ data });
		}),
	);
}

const refusalOf: Readonly<Record<Unreadable, () => ApiError>> = {
	'too large': () =>
		new ApiError(
			413,
			'CONTENT_TOO_LARGE',
			`The body may have ${largestBatchBytes} bytes at most; send fewer events at a time.`,
			{ most_bytes: largestBatchBytes },
			// What is left of the body is not read.
			{ Connection: 'close' },
		),
	'not JSON': () => unsupported('Send a JSON object, with the header "Content-Type: application/json".'),
	coded: () => unsupported('Send the body as it is, or with "Content-Encoding: gzip".'),
	broken: () => invalidPayload('body', 'is not what "Content-Encoding" says; send it again.'),
};

const unsupported = (message: string): ApiError => new ApiError(415, 'UNSUPPORTED_MEDIA_TYPE', message);

/** As Directus determines it behind proxies. */
function addressOf(request: Request): string {
	const { accountability } = request as Request & { accountability?: Accountability | null };
	return accountability?.ip ?? request.ip ?? '';
}
