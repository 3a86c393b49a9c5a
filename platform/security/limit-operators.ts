import type { Accountability } from '@directus/types';
import type { Request, RequestHandler, Response } from 'express';
import type { Redis } from 'ioredis';
import { neverStore } from '../../domain/delivery/cache-policy.ts';
import type { Config } from '../config.ts';
import type { HostContext } from '../host-context.ts';
import { type ApiError, envelope, forbidden, tooManyRequests } from '../http/errors.ts';
import { ProcessSingleton } from '../process-singleton.ts';
import { configuredRedis } from '../redis/configured.ts';
import { connectRedis } from '../redis/connect.ts';
import { Refusals } from './refusals.ts';
import { securityLogOf } from './security-log.ts';
import { SharedLimit } from './shared-limit.ts';

const minuteMs = 60_000;

/** Probes ask often, from few addresses, and cost next to nothing. */
const isProbe = ({ path }: Request): boolean => /^\/health(?:\/|$)/.test(path);

/**
 * Limits what one caller asks of operators' addresses. An administrator is only held to the number of requests a
 * minute, so that nobody who shares their address can keep them out.
 */
function limitOperators(context: HostContext, config: Config): RequestHandler {
	const most = config.BEBETTER_OPS_REQUESTS_PER_MINUTE || Infinity;
	const log = securityLogOf(context);
	const limit = new SharedLimit({
		name: `{${config.BEBETTER_NAMESPACE}}:limit:ops`,
		points: most,
		windowMs: minuteMs,
		redis: most === Infinity ? null : limitRedis(context, config),
		onFailure: () => log.record({ kind: 'limiter_failed', ip: null, reason: 'REDIS' }),
	});
	const refusals = new Refusals(config.BEBETTER_OPS_REFUSALS_PER_MINUTE || Infinity);

	const retryAfter = async (request: Request, response: Response): Promise<number | null> => {
		const { accountability } = request as Request & { accountability?: Accountability | null };
		const address = accountability?.ip ?? 'unknown';
		const tooMany = await limit.take(accountability?.user ?? address, Date.now());
		if (tooMany) return tooMany.retryAfterSeconds;
		if (accountability?.admin === true) return null;
		response.once('finish', () => {
			if (response.statusCode === 401 || response.statusCode === 403) refusals.count(address, Date.now());
		});
		return refusals.blockedFor(address, Date.now());
	};

	return (request, response, next) => {
		if (hasTokenInAddress(request)) return refuse(response, forbidden());
		if (isProbe(request)) return next();
		const goOn = (seconds: number | null): void =>
			seconds === null ? next() : refuse(response, tooManyRequests(seconds));
		const open = (): void => {
			// Open rather than shut: what cannot count must not keep operators out.
			log.record({ kind: 'limiter_failed', ip: null, reason: 'ERROR' });
			next();
		};
		retryAfter(request, response)
			.then(goOn, open)
			.catch((error: unknown) => response.destroy(error as Error));
	};
}

/** Addresses end up in logs and histories: what operators may do takes a token in a header, or a session. */
const hasTokenInAddress = ({ originalUrl }: Request): boolean =>
	new URLSearchParams(originalUrl.split('?').slice(1).join('?')).has('access_token');

let own: RequestHandler | undefined;

/** The one limit of this process, for every address of operators. */
export const operatorLimit = (context: HostContext, config: Config): RequestHandler =>
	(own ??= limitOperators(context, config));

function refuse(response: Response, error: ApiError): void {
	response
		.status(error.status)
		.set({ ...error.headers, 'Cache-Control': neverStore })
		.json(envelope(error));
}

/** One connection of the process, which a reload of extensions ends. */
class LimitRedis {
	readonly isRunning = true;
	readonly redis: Redis | null;

	constructor(context: HostContext, config: Config) {
		const options = configuredRedis(context, config);
		this.redis = options && connectRedis(options, 'limits');
	}

	stop(): void {
		this.redis?.disconnect();
	}
}

const singleton = new ProcessSingleton<LimitRedis>('limit-redis');

const limitRedis = (context: HostContext, config: Config): Redis | null =>
	singleton.get(
		() => new LimitRedis(context, config),
		() => undefined,
	).redis;
