import type { RequestHandler } from 'express';
import type { Performance } from '../../domain/operations/performance/contract.ts';
import { forAdministrators, forOperators } from '../access/admit.ts';
import { configOf } from '../config.ts';
import { deliveryOf } from '../delivery.ts';
import { historyQuery } from '../../domain/operations/health/contract.ts';
import type { CheckSources } from '../health/checks/check-question.ts';
import { HealthChecks } from '../health/health-checks.ts';
import { readHistory } from '../health/history.ts';
import { Provisioned } from '../health/provisioned.ts';
import { healthHandlers } from '../health/serve-health.ts';
import { SharedQuestion } from '../health/shared-question.ts';
import type { HostContext } from '../host-context.ts';
import { parseQuery } from '../http/query.ts';
import { Exposition } from '../metrics/exposition.ts';
import { readStatements } from '../performance/statements.ts';
import {
	detailedPath,
	healthPath,
	historyPath,
	livePath,
	metricsPath,
	performancePath,
	readyPath,
} from './routes.ts';
import { telemetryOf, type Telemetry } from './telemetry.ts';

/** Handlers by their path below `/ops`, by whom they are for. */
export interface TelemetryHandlers {
	readonly forEverybody: ReadonlyMap<string, RequestHandler>;
	/** Administrators, and monitors with a token. */
	readonly forOperators: ReadonlyMap<string, RequestHandler>;
	readonly forAdministrators: ReadonlyMap<string, RequestHandler>;
}

export function telemetryHandlers(context: HostContext): TelemetryHandlers {
	const telemetry = telemetryOf(context);
	const provisioned = new Provisioned(context, telemetry);
	const sources = { context, telemetry, provisioned, delivery: deliveryOf(context) };
	const { health, live, ready } = healthHandlers(sources);
	return {
		forEverybody: new Map([
			[healthPath, health],
			[livePath, live],
			[readyPath, ready],
		]),
		forOperators: new Map([
			[detailedPath, detailed(sources)],
			[metricsPath, metrics(sources)],
			[performancePath, performanceOf(context, telemetry)],
		]),
		forAdministrators: new Map([[historyPath, history(context)]]),
	};
}

function detailed(sources: CheckSources): RequestHandler {
	const checks = new HealthChecks(sources);
	return forOperators(async (_request, response) => {
		response.json({ data: await checks.read(Date.now()) });
	});
}

function metrics(sources: CheckSources): RequestHandler {
	const exposition = new Exposition(sources);
	return forOperators(async (_request, response) => {
		const { text, contentType } = await exposition.render();
		response.set('Content-Type', contentType).send(text);
	});
}

function performanceOf(context: HostContext, telemetry: Telemetry): RequestHandler {
	const config = configOf(context);
	const statements = new SharedQuestion(() => readStatements(context.database));
	return forOperators(async (_request, response) => {
		const outcome = (await telemetry.database.answers()) ? await statements.ask() : null;
		const data: Performance = {
			slow_requests: {
				threshold_ms: config.BEBETTER_SLOW_REQUEST_MS,
				groups: telemetry.slowRequests.groups(),
			},
			slow_queries: {
				threshold_ms: config.BEBETTER_SLOW_QUERY_MS,
				groups: telemetry.slowQueries.groups(),
			},
			statements: outcome?.isKnown ? outcome.answer : { state: 'not_readable', top: [] },
		};
		response.json({ data });
	});
}

const history = ({ database }: HostContext): RequestHandler =>
	forAdministrators(async (request, response) => {
		const { range } = parseQuery(historyQuery, request.originalUrl);
		response.json({ data: await readHistory(database, range, Date.now()) });
	});
