import type { Knex } from 'knex';
import { z } from 'zod';
import { keySlot } from '../../../domain/jobs/slot.ts';
import { defineJob, FinalError, type Job } from '../../../platform/jobs/job.ts';

/** Each unit of work leaves a row here, once: the table has no unique key that would hide a second one. */
export async function createEffects(knex: Knex): Promise<void> {
	await knex.schema.createTable('effects', (columns) => {
		columns.string('job').notNullable();
		columns.integer('unit').notNullable();
		columns.string('worker');
	});
}

const payload = z.strictObject({
	units: z.int('must be a whole number').min(0),
	batch: z.int().min(1).default(10),
	/** Fails at every step. */
	fails: z.boolean().default(false),
	/** Fails once, so that trying again cannot help. */
	isHopeless: z.boolean().default(false),
	key: z.string().optional(),
	/** How long a step takes, ms. */
	slowMs: z.number().default(0),
});

export type UnitsPayload = z.input<typeof payload>;

/** Does units of work, a batch a step; each leaves a row in the step's transaction. */
export function unitsJob(
	options: { name?: string; leaseSeconds?: number; maxAttempts?: number; worker?: string } = {},
): Job {
	const { name = 'units', leaseSeconds = 30, maxAttempts = 3, worker = null } = options;
	return defineJob<z.infer<typeof payload>, { next: number }>({
		name,
		summary: 'Does units of work',
		payload,
		slot: ({ key }) => keySlot(key ?? 'all'),
		leaseSeconds,
		maxAttempts,
		async step({ trx, payload: { units, batch, fails, isHopeless, slowMs, key = 'all' }, cursor }) {
			const next = cursor?.next ?? 0;
			const count = Math.min(batch, units - next);
			const rows = Array.from({ length: count }, (_, index) => ({ job: key, unit: next + index, worker }));
			if (rows.length > 0) await trx('effects').insert(rows);
			if (slowMs > 0) await new Promise((resolve) => setTimeout(resolve, slowMs));
			if (fails) throw new Error('the step fails');
			if (isHopeless) throw new FinalError('hopeless');
			return next + count >= units
				? { result: { units }, done: count, total: units }
				: { cursor: { next: next + count }, done: count, total: units };
		},
	});
}

/** The units that were done, sorted; one that was done twice is there twice. */
export async function unitsDone(knex: Knex, job = 'all'): Promise<number[]> {
	const rows: { unit: number }[] = await knex('effects').where({ job }).orderBy('unit');
	return rows.map(({ unit }) => unit);
}

export const firstUnits = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
