import type { Application, Request, RequestHandler, Router } from 'express';
import { admitMonitor, namesOpsToken } from '../access/ops-tokens.ts';
import { configOf } from '../config.ts';
import type { HostContext } from '../host-context.ts';
import { telemetryHandlers, type TelemetryHandlers } from './handlers.ts';
import { opsBase } from './routes.ts';
import { currentTelemetry, telemetryOf } from './telemetry.ts';

/** `/ops/health`, `/ops/metrics` and `/ops/performance`. */
export function mountTelemetry(router: Router, context: HostContext): void {
	const handlers = telemetryHandlers(context);
	for (const [path, serve] of Object.values(handlers).flatMap((byPath) => [...byPath]))
		router.get(path, serve);
	const tokens = configOf(context).BEBETTER_OPS_TOKENS ?? [];
	telemetryOf(context).findEarly = (request) => findEarly(request, handlers, tokens);
}

/**
 * Answers health, and what a monitor with a token asks for, before Directus looks at the request: its middlewares ask
 * the database, which may hang, and refuse tokens that are not its own. Directus keeps this across reloads of
 * extensions, so it looks each time for who answers now.
 */
export function answerEarly(app: Application): void {
	app.use(opsBase, (request, response, next) => {
		const serve = currentTelemetry()?.findEarly(request);
		if (serve) serve(request, response, next);
		else next();
	});
}

/** A monitor's token opens nothing but what is for operators; elsewhere it is like no token at all. */
function findEarly(
	request: Request,
	{ forEverybody, forOperators }: TelemetryHandlers,
	tokens: readonly string[],
): RequestHandler | null {
	const isMonitor = namesOpsToken(request.headers.authorization, tokens);
	if (isMonitor) admitMonitor(request);
	if (request.method !== 'GET' && request.method !== 'HEAD') return null;
	const path = request.path.replace(/(.)\/$/, '$1');
	return forEverybody.get(path) ?? (isMonitor ? (forOperators.get(path) ?? null) : null);
}
