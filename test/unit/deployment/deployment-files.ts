import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { repositoryRoot } from '../../../host/paths.ts';

export const readText = (file: string): string => readFileSync(join(repositoryRoot, file), 'utf8');

export interface ComposeService {
	image?: string;
	build?: string;
	command?: string[];
	restart?: string;
	ports?: string[];
	logging?: { driver: string; options: Record<string, string> };
	healthcheck?: { test: string[] };
	environment?: Record<string, string>;
	stop_grace_period?: string;
	depends_on?: Record<string, { condition: string }>;
}

interface Compose {
	services: Record<string, ComposeService>;
	volumes: Record<string, unknown>;
}

interface RenderVariable {
	key: string;
	value?: unknown;
	sync?: boolean;
	generateValue?: boolean;
	fromService?: { type: string; name: string; property?: string; envVarKey?: string };
	fromDatabase?: { name: string; property: string };
}

interface Blueprint {
	services: {
		type: string;
		name: string;
		envVars?: RenderVariable[];
		disk?: unknown;
		dockerfilePath?: string;
		dockerCommand?: string;
		healthCheckPath?: string;
		maxmemoryPolicy?: string;
		ipAllowList?: unknown[];
	}[];
	databases: { name: string; ipAllowList?: unknown[] }[];
}

export const compose = (): Compose => parse(readText('docker-compose.yml'), { merge: true });

export const blueprint = (): Blueprint => parse(readText('render.yaml'));

/** The names that are set for Directus in either file. */
export function variablesSet(): string[] {
	const web = blueprint().services.find(({ type }) => type === 'web');
	const names = [
		...Object.keys(compose().services['directus']?.environment ?? {}),
		...(web?.envVars ?? []).map(({ key }) => key),
	];
	return [...new Set(names)].sort();
}

/** The `${NAME…}` of the compose file: what a person puts into .env. */
export function variablesAsked(): { name: string; operator: string; rest: string }[] {
	const found = readText('docker-compose.yml').matchAll(/\$\{(\w+)(:\?|:-)?([^}]*)\}/g);
	return Array.from(found, ([, name = '', operator = '', rest = '']) => ({ name, operator, rest }));
}
