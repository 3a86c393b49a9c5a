import type { Registry } from 'prom-client';
import { version } from '../../package.json';
import type { CheckSources } from '../health/checks/check-question.ts';
import { poolOf } from '../health/pool.ts';
import type { Scrape } from './exposition.ts';
import { addCounter, addGauge, addLatencyHistogram, type Value } from './families.ts';
import type { RequestSeries } from './request-metrics.ts';

/** Adds the metrics of one area to a registry. */
type AddGroup = (registry: Registry, sources: CheckSources, scrape: Scrape) => void;

const single = (value: number | null | undefined): Value[] =>
	value === null || value === undefined ? [] : [{ value }];

const byLabel = (label: string, values: Readonly<Record<string, number>>): Value[] =>
	Object.entries(values).map(([name, value]) => ({ labels: { [label]: name }, value }));

const countOf = (series: readonly RequestSeries[], matches: (status: number) => boolean): number =>
	series.filter(({ status }) => matches(status)).reduce((sum, { count }) => sum + count, 0);

const addRequests: AddGroup = (registry, { telemetry }) => {
	const series = telemetry.requests.read();
	const { counters } = telemetry;
	addCounter(registry, {
		name: 'bebetter_http_requests_total',
		help: 'Answers, by route template',
		values: series.map(({ method, route, status, count }) => ({
			labels: { method, route, status },
			value: count,
		})),
	});
	const duration = 'bebetter_http_request_duration_seconds';
	addLatencyHistogram(registry, { name: duration, help: 'Time until the answer was sent' }, series);
	addCounter(registry, {
		name: 'http_errors_total',
		help: 'Answers with a status of 500 or more, under the name that older guides use',
		values: single(countOf(series, (status) => status >= 500)),
	});
	addCounter(registry, {
		name: 'bebetter_rate_limited_total',
		help: 'Answers with 429',
		values: single(countOf(series, (status) => status === 429)),
	});
	addCounter(registry, {
		name: 'bebetter_logins_total',
		help: 'Attempts to log in',
		values: byLabel('outcome', counters.logins),
	});
	addCounter(registry, {
		name: 'bebetter_events_total',
		help: 'Events that phones sent',
		values: byLabel('outcome', counters.events),
	});
};

const addProcess: AddGroup = (registry, { telemetry }) => {
	const { user, system } = process.cpuUsage();
	const { rss, heapUsed } = process.memoryUsage();
	const { p99, max } = telemetry.usage.eventLoopDelay();
	addGauge(registry, {
		name: 'bebetter_info',
		help: 'What runs here',
		values: [{ labels: { version, instance: telemetry.instance }, value: 1 }],
	});
	addGauge(registry, {
		name: 'bebetter_uptime_seconds',
		help: 'Since the process began',
		values: single(process.uptime()),
	});
	addCounter(registry, {
		name: 'bebetter_process_cpu_seconds_total',
		help: 'Processor time used',
		values: single((user + system) / 1e6),
	});
	addGauge(registry, {
		name: 'bebetter_process_memory_bytes',
		help: 'Memory of the process: resident, and the part that JavaScript uses',
		values: byLabel('kind', { resident: rss, heap: heapUsed }),
	});
	addGauge(registry, {
		name: 'bebetter_event_loop_delay_seconds',
		help: 'How long due work waited for its turn in the last minute',
		values: byLabel('kind', { p99: p99 / 1000, max: max / 1000 }),
	});
};

const addDatabase: AddGroup = (registry, { context, telemetry }, { isDatabaseUp }) => {
	const { used, free, pending, most } = poolOf(context.database);
	addGauge(registry, {
		name: 'bebetter_database_up',
		help: 'Whether the database answered within 2 s',
		values: single(isDatabaseUp ? 1 : 0),
	});
	addGauge(registry, {
		name: 'database_connections_active',
		help: 'Connections that this process has open, under the name that older guides use',
		values: single(used + free),
	});
	addGauge(registry, {
		name: 'bebetter_pool_connections',
		help: 'Connections of this process',
		values: byLabel('state', { used, free }),
	});
	addGauge(registry, { name: 'bebetter_pool_max', help: 'Connections it may have', values: single(most) });
	addGauge(registry, {
		name: 'bebetter_pool_pending',
		help: 'Who waits for a connection',
		values: single(pending),
	});
	addCounter(registry, {
		name: 'bebetter_database_queries_total',
		help: 'Statements of this process',
		values: byLabel('outcome', telemetry.counters.queries),
	});
};

const addDelivery: AddGroup = (registry, { delivery: { publisher }, telemetry }) => {
	addCounter(registry, {
		name: 'bebetter_cache_lookups_total',
		help: 'Where public answers came from',
		values: byLabel('level', publisher.lookups),
	});
	addGauge(registry, {
		name: 'bebetter_cache_bytes',
		help: 'Finished answers in memory',
		values: single(publisher.stats.bytes),
	});
	addGauge(registry, {
		name: 'bebetter_cache_entries',
		help: 'Finished answers in memory',
		values: single(publisher.stats.entries),
	});
	addCounter(registry, {
		name: 'bebetter_publishes_total',
		help: 'Times that this process took over changed content',
		values: single(telemetry.counters.publishes),
	});
};

const addServer: AddGroup = (registry, _sources, { connections }) => {
	addGauge(registry, {
		name: 'bebetter_server_connections',
		help: 'Connections of everybody to the PostgreSQL server',
		values: single(connections?.used),
	});
	addGauge(registry, {
		name: 'bebetter_server_connections_max',
		help: 'Connections that it allows',
		values: single(connections?.most),
	});
};

export const addRedis: AddGroup = (registry, _sources, { redis, signals }) => {
	addGauge(registry, {
		name: 'bebetter_redis_up',
		help: 'Whether Redis answered; without Redis there is no value',
		values: single(signals.redis_up),
	});
	addGauge(registry, {
		name: 'bebetter_redis_memory_bytes',
		help: 'Memory that Redis uses, for everybody',
		values: single(redis?.usedBytes),
	});
	addGauge(registry, {
		name: 'bebetter_redis_memory_max_bytes',
		help: 'Memory that it may use; without a limit there is no value',
		values: single(redis?.limitBytes),
	});
	addCounter(registry, {
		name: 'bebetter_redis_evicted_keys_total',
		help: 'Keys that Redis threw away to have room',
		values: single(redis?.evicted),
	});
	addCounter(registry, {
		name: 'bebetter_redis_lookups_total',
		help: 'Keys that anybody asked Redis for, and it had or not',
		values: redis ? byLabel('outcome', { hit: redis.hits, miss: redis.misses }) : [],
	});
};

const addJobs: AddGroup = (registry, _sources, { jobs }) => {
	const byName = jobs?.byName ?? [];
	addGauge(registry, {
		name: 'bebetter_job_queue',
		help: 'Jobs in the ledger, by status',
		values: byLabel('status', jobs?.totals ?? {}),
	});
	addGauge(registry, {
		name: 'bebetter_job_queue_oldest_seconds',
		help: 'How long the job that is due longest waits',
		values: single(jobs && jobs.oldestDueMs / 1000),
	});
	addGauge(registry, {
		name: 'bebetter_job_runs',
		help: 'Jobs in the ledger, by name and status; ended ones stay for 30 days',
		values: byName.flatMap(({ name, counts }) =>
			Object.entries(counts).map(([status, value]) => ({ labels: { job: name, status }, value })),
		),
	});
	addGauge(registry, {
		name: 'bebetter_job_last_success_timestamp_seconds',
		help: 'When a job of this name last ended well',
		values: byName.flatMap(({ name, lastSuccessAt }) =>
			lastSuccessAt === null ? [] : [{ labels: { job: name }, value: lastSuccessAt / 1000 }],
		),
	});
	addGauge(registry, {
		name: 'bebetter_job_last_duration_seconds',
		help: 'How long that one took',
		values: byName.flatMap(({ name, lastDurationMs }) =>
			lastDurationMs === null ? [] : [{ labels: { job: name }, value: lastDurationMs / 1000 }],
		),
	});
};

const addSignals: AddGroup = (registry, _sources, { signals }) => {
	addGauge(registry, {
		name: 'bebetter_signal',
		help: 'What alerts and the page Today go by; without a value it does not apply, or is not known now',
		values: Object.entries(signals).flatMap(([name, value]) =>
			value === null || value === undefined ? [] : [{ labels: { name }, value }],
		),
	});
};

/** What each process counts for itself. */
export const ownGroups: readonly AddGroup[] = [addRequests, addProcess, addDatabase, addDelivery];

/** What is the same whoever tells it. */
export const sharedGroups: readonly AddGroup[] = [addServer, addRedis, addJobs, addSignals];
