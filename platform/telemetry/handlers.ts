import type { RequestHandler } from 'express';
import { metricsQuery } from '../../domain/operations/metrics/contract.ts';
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
import { invalidQuery, unavailable } from '../http/errors.ts';
import { clusterMetricsOf, type ClusterMetrics } from '../metrics/cluster.ts';
import { Exposition } from '../metrics/exposition.ts';
import type { Snapshot } from '../metrics/snapshots.ts';
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

/** Redis is tried again every two seconds. */
const retrySeconds = 2;

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
	const { context, telemetry } = sources;
	const cluster = clusterMetricsOf(context, telemetry.instance, () => exposition.sampleOwn());
	return forOperators(async (request, response) => {
		const { scope } = parseQuery(metricsQuery, request.originalUrl);
		const { text, contentType } =
			scope === 'cluster'
				? await exposition.renderWith(await readOthers(cluster))
				: await exposition.render();
		response.set('Content-Type', contentType).send(text);
	});
}

async function readOthers(cluster: ClusterMetrics | null): Promise<Snapshot[]> {
	if (!cluster)
		throw invalidQuery(
			'scope',
			'can be cluster only where instances share a Redis. Set BEBETTER_REDIS_URL, or ask each instance by itself.',
		);
	try {
		return await cluster.others();
	} catch {
		throw unavailable('Redis does not answer, so what other instances counted is not known.', retrySeconds);
	}
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
