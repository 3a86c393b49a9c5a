import type { Metric, Registry } from 'prom-client';
import { addLatencies, latencyBounds } from '../../domain/operations/metrics/latency.ts';
import { groupBy } from '../../domain/group-by.ts';
import type { RequestSeries } from './request-metrics.ts';

type Labels = Readonly<Record<string, string | number>>;

/** One number of a family. */
export interface Value {
	readonly labels?: Labels;
	readonly value: number;
	/** Where it is not the family's, as for the parts of a histogram. */
	readonly metricName?: string;
}

interface Family {
	readonly name: string;
	readonly help: string;
	/** None when nothing is known: the family is listed all the same. */
	readonly values: readonly Value[];
}

/** A family as one process hands it to another. */
export interface SampledFamily extends Family {
	readonly type: 'gauge' | 'counter' | 'histogram';
}

/** What may go up and down. */
export const addGauge = (registry: Registry, family: Family): void => add(registry, 'gauge', family);

/** What only rises, until the process begins anew. */
export const addCounter = (registry: Registry, family: Family): void => add(registry, 'counter', family);

/** How long requests took, by method and route, from counts that were kept as they came. */
export function addLatencyHistogram(
	registry: Registry,
	{ name, help }: Pick<Family, 'name' | 'help'>,
	series: readonly RequestSeries[],
): void {
	const byRoute = groupBy(series, ({ method, route }) => `${method} ${route}`);
	const values = Array.from(byRoute.values(), (same) => histogramValues(name, same)).flat();
	add(registry, 'histogram', { name, help, values });
}

function histogramValues(name: string, series: readonly [RequestSeries, ...RequestSeries[]]): Value[] {
	const { method, route } = series[0];
	const labels = { method, route };
	let count = 0;
	const buckets = series
		.map(({ latencies }) => latencies)
		.reduce(addLatencies)
		.map((counted, place): Value => {
			count += counted;
			const le = latencyBounds[place] ?? '+Inf';
			return { metricName: `${name}_bucket`, labels: { ...labels, le }, value: count };
		});
	const seconds = series.reduce((sum, one) => sum + one.seconds, 0);
	return [
		...buckets,
		{ metricName: `${name}_sum`, labels, value: seconds },
		{ metricName: `${name}_count`, labels, value: count },
	];
}

/** Everything in a registry, as plain data. */
export async function sampledFamilies(registry: Registry): Promise<SampledFamily[]> {
	const families: unknown = await registry.getMetricsAsJSON();
	return (families as SampledFamily[]).map(({ name, help, type, values }) => ({ name, help, type, values }));
}

/**
 * Adds what several processes counted, each number with the label `instance`. They are not added up: an instance that
 * ends would make a sum fall, which Prometheus takes for a counter that began anew.
 */
export function addOfInstances(
	registry: Registry,
	processes: readonly { readonly instance: string; readonly families: readonly SampledFamily[] }[],
): void {
	const parts = processes.flatMap(({ instance, families }) =>
		families.map((family) => ({ ...family, values: family.values.map(labelledWith(instance)) })),
	);
	for (const same of groupBy(parts, ({ name }) => name).values())
		add(registry, same[0].type, { ...same[0], values: same.flatMap(({ values }) => values) });
}

const labelledWith =
	(instance: string) =>
	(value: Value): Value => ({ ...value, labels: { ...value.labels, instance } });

/** The library's own metrics keep a count each; ours are kept where they arise, and only written down here. */
function add(registry: Registry, type: SampledFamily['type'], family: Family): void {
	const metric = { name: family.name, get: async () => ({ ...family, type, aggregator: 'sum' }) };
	registry.registerMetric(metric as unknown as Metric);
}
