import type { Knex } from 'knex';
import { version } from '../../package.json';
import type { Versions } from '../../domain/operations/health/contract.ts';
import {
	beginOfWatch,
	compareReleases,
	isWatched,
	type Release,
} from '../../domain/operations/health/releases.ts';
import type { Signals } from '../../domain/operations/signals.ts';
import type { HostContext } from '../host-context.ts';
import { directusVersion } from '../host-version.ts';
import { now } from '../jobs/ledger/clock.ts';
import { readSamples } from './samples.ts';
import { releasesTable } from './tables.ts';

/** Puts down what runs here, if it is not what ran last. */
export async function noteRelease({ database }: HostContext): Promise<void> {
	await noteVersions(database, { bebetter: version, directus: (await directusVersion()) ?? 'unknown' });
}

/** Of several instances that start together the first one does it: they agree about the number. */
export async function noteVersions(knex: Knex, { bebetter, directus }: Versions): Promise<void> {
	const last: Row | undefined = await knex(releasesTable).orderBy('id', 'desc').first();
	if (last?.bebetter === bebetter && last.directus === directus) return;
	await knex(releasesTable)
		.insert({ id: (last?.id ?? 0) + 1, at: now(knex), bebetter, directus })
		.onConflict('id')
		.ignore();
}

interface Row extends Versions {
	readonly id: number;
	readonly at: Date | number;
}

const mostRead = 100;

/** The newest, newest first. What was there when the table was made came from nowhere that is known, and is none. */
export async function readReleases(knex: Knex): Promise<Release[]> {
	const rows: Row[] = await knex(releasesTable).orderBy('id', 'desc').limit(mostRead);
	return rows.slice(0, -1).map((row, place) => ({
		at: new Date(row.at).getTime(),
		from: versionsOf(rows[place + 1]!),
		to: versionsOf(row),
	}));
}

const versionsOf = ({ bebetter, directus }: Row): Versions => ({ bebetter, directus });

/** Whether the last release is worse than what was before, for as long as it is watched. */
export async function releaseSignals({ database: knex }: HostContext): Promise<Signals> {
	const time = Date.now();
	const [release] = await readReleases(knex);
	if (!release || !isWatched(release, time)) return {};
	const samples = await readSamples(knex, beginOfWatch(release));
	const [view] = compareReleases([release], samples, time);
	return view!.error_growth === null ? {} : { release_error_growth_ratio: view!.error_growth };
}
