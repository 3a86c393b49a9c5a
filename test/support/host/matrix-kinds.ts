import { missingPostgres } from '../../../host/available.ts';
import type { HostKind } from './types.ts';

const all: HostKind[] = [
	{ major: 12, database: 'sqlite' },
	{ major: 12, database: 'postgres' },
	{ major: 11, database: 'sqlite' },
	{ major: 11, database: 'postgres' },
];

const noPostgres = await missingPostgres();
const names = process.env['BEBETTER_TEST_HOSTS']?.split(',').map((name) => name.trim());

/** "12-sqlite", as in BEBETTER_TEST_HOSTS. */
export function hostName(kind: HostKind): string {
	return `${kind.major}-${kind.database}`;
}

export function isAvailable(kind: HostKind): boolean {
	return kind.database === 'sqlite' || !noPostgres;
}

/** Whether each test is to run on every combination, also where two of them say enough. */
export const everywhere = names?.includes('all') === true;

/** The combinations this run is about: all, or those that BEBETTER_TEST_HOSTS names. */
export const wantedHosts = all.filter((kind) => !names || everywhere || names.includes(hostName(kind)));

/** Those of them that this machine can run. */
export const hostMatrix = wantedHosts.filter(isAvailable);
