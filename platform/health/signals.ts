import { latencyQuantile } from '../../domain/operations/metrics/latency.ts';
import { latenciesOf, minuteOf, type Sample, sum } from '../../domain/operations/health/samples.ts';
import type { SignalName, Signals } from '../../domain/operations/signals.ts';
import { deliveryOf } from '../delivery.ts';
import type { HostContext } from '../host-context.ts';
import { isPostgres } from '../sql/database-kind.ts';
import { telemetryOf } from '../telemetry/telemetry.ts';
import { readClockSkew } from './clock-skew.ts';
import { readDisks } from './disk.ts';
import { poolOf } from './pool.ts';
import { readSamples } from './samples.ts';
import { readServerConnections } from './server-connections.ts';
import { readMemory } from './usage.ts';

const windowMinutes = 5;

/**
 * Signals about the machine, the database and requests. Those about requests are of all processes together, so a
 * worker that answers none can judge them too. While the database is away they are not known, and nobody asks it.
 */
export async function healthSignals(context: HostContext): Promise<Signals> {
	const pool = isPostgres(context.database) && { pool_pending: poolOf(context.database).pending };
	const isUp = await telemetryOf(context).database.answers();
	const [machine, database] = await Promise.all([
		machineSignals(context),
		isUp ? databaseSignals(context) : unknownWithoutDatabase(context),
	]);
	return { database_up: isUp ? 1 : 0, ...pool, ...machine, ...database };
}

/** What `healthSignals` says here; that there is no disk to look at shows only when it looks. */
export const healthSignalsOf = (context: HostContext): readonly SignalName[] => [
	'database_up',
	'memory_ratio',
	'disk_used_ratio',
	...(Object.keys(unknownWithoutDatabase(context)) as SignalName[]),
	...(isPostgres(context.database) ? (['pool_pending'] as const) : []),
	...(deliveryOf(context).bus ? (['redis_up'] as const) : []),
];

async function machineSignals(context: HostContext): Promise<Signals> {
	const disks = await readDisks(context.env);
	const { bus } = deliveryOf(context);
	return {
		memory_ratio: (await readMemory()).ratio,
		...(disks.length > 0 && { disk_used_ratio: Math.max(...disks.map(({ used }) => used)) }),
		...(bus && {
			redis_up: await bus.ping().then(
				() => 1,
				() => 0,
			),
		}),
	};
}

/** One statement after the other: signals must not take a pool's connections from readers. */
async function databaseSignals({ database: knex }: HostContext): Promise<Signals> {
	const clock_skew_seconds = await readClockSkew(knex);
	const samples = await readSamples(knex, minuteOf(Date.now()) - windowMinutes);
	const connections = isPostgres(knex) ? await readServerConnections(knex) : null;
	return {
		clock_skew_seconds,
		...requestSignals(samples),
		...(connections && { database_connections_ratio: connections.used / connections.most }),
	};
}

function requestSignals(samples: readonly Sample[]): Signals {
	if (samples.length === 0) return unknownRequests;
	const requests = sum(samples, 'requests');
	const last = Math.max(...samples.map(({ minute }) => minute));
	const newest = samples.filter(({ minute }) => minute === last);
	return {
		http_requests_5m: requests,
		http_error_ratio_5m: requests === 0 ? 0 : sum(samples, 'errors') / requests,
		http_p95_seconds_5m: latencyQuantile(latenciesOf(samples), 0.95) ?? 0,
		process_cpu_ratio: Math.max(...newest.map(({ cpu }) => cpu)),
	};
}

const unknownRequests: Signals = {
	http_requests_5m: null,
	http_error_ratio_5m: null,
	http_p95_seconds_5m: null,
	process_cpu_ratio: null,
};

const unknownWithoutDatabase = ({ database }: HostContext): Signals => ({
	...unknownRequests,
	clock_skew_seconds: null,
	...(isPostgres(database) && { database_connections_ratio: null }),
});
