import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { repositoryRoot } from '../../host/paths.ts';

export const rulesFile = join(repositoryRoot, 'ops/prometheus/alerts.yml');
export const rulesTestFile = join(repositoryRoot, 'ops/prometheus/alerts.test.yml');

interface Rule {
	readonly alert?: string;
	readonly record?: string;
	readonly expr: string;
}

interface Dashboard {
	readonly panels: readonly { readonly targets: readonly { readonly expr: string }[] }[];
}

const rules: readonly Rule[] = (
	parse(readFileSync(rulesFile, 'utf8')) as { groups: { rules: Rule[] }[] }
).groups.flatMap((group) => group.rules);

const dashboard: Dashboard = JSON.parse(
	readFileSync(join(repositoryRoot, 'ops/grafana/bebetter.json'), 'utf8'),
);

/** Everything that alert rules and the dashboard ask Prometheus. */
const expressions: readonly string[] = [
	...rules.map(({ expr }) => expr),
	...dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
];

const recorded = new Set(rules.flatMap(({ record }) => record ?? []));

/** Metrics that `/ops/metrics` has to have; a histogram under its own name. `up` is Prometheus's. */
export const metricsAskedFor: readonly string[] = [
	...new Set(
		expressions.flatMap((expression) =>
			Array.from(
				expression.replaceAll(/\{[^}]*\}|"[^"]*"/g, '').matchAll(/\b(?:bebetter|http|database)[a-z_0-9:]+/g),
				([name]) => name.replace(/_(bucket|sum|count)$/, ''),
			),
		),
	),
].filter((name) => !recorded.has(name));

export const signalsAskedFor: readonly string[] = [
	...new Set(
		expressions.flatMap((expression) =>
			Array.from(expression.matchAll(/bebetter_signal\{name="(\w+)"\}/g), ([, name]) => name!),
		),
	),
];

export const alertNames: readonly string[] = rules.flatMap(({ alert }) => alert ?? []);
