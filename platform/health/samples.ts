import type { Knex } from 'knex';
import type { Sample } from '../../domain/operations/health/samples.ts';
import { samplesTable } from './tables.ts';

const keptDays = 35;
const minutesPerDay = 1_440;
const rowsAtOnce = 50;

/** Stores samples; those that are there already stay as they are. */
export async function storeSamples(knex: Knex, samples: readonly Sample[]): Promise<void> {
	for (let from = 0; from < samples.length; from += rowsAtOnce)
		await knex(samplesTable)
			.insert(
				samples
					.slice(from, from + rowsAtOnce)
					.map((sample) => ({ ...sample, latencies: sample.latencies.join(' ') })),
			)
			.onConflict(['minute', 'instance'])
			.ignore();
}

/** Of every process, from a minute on, in no particular order. */
export async function readSamples(knex: Knex, from: number): Promise<Sample[]> {
	const rows: (Omit<Sample, 'latencies'> & { latencies: string })[] = await knex(samplesTable).where(
		'minute',
		'>=',
		from,
	);
	return rows.map((row) => ({ ...row, latencies: row.latencies.split(' ').map(Number) }));
}

export async function pruneSamples(knex: Knex, now: number): Promise<void> {
	await knex(samplesTable)
		.where('minute', '<', now - keptDays * minutesPerDay)
		.delete();
}
