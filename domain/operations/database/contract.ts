import { z } from 'zod';

const moment = z.iso.datetime();
const bytes = z.int().min(0);

const storedIndex = z.object({ table: z.string(), index: z.string(), bytes });

export const databaseSchema = z.object({
	kind: z.enum(['postgres', 'sqlite']),
	version: z.string(),
	bytes: bytes.describe('Of the whole database'),
	free_bytes: bytes.nullable().describe('What it may still grow by; null when nobody knows'),
	growth_per_day: z.number().nullable().describe('Bytes, over the last 30 days; null before the second day'),
	days_until_full: z
		.int()
		.nullable()
		.describe('When it goes on like this; null when nobody knows or it is far away'),
	sizes_as_of: moment.nullable().describe('null: now; otherwise when they were last recorded'),
	tables: z
		.array(
			z.object({
				table: z.string(),
				bytes: bytes.describe('With its indexes'),
				index_bytes: bytes.nullable(),
				rows: z.int(),
				growth_per_day: z.number().nullable(),
				dead_rows: z.int().nullable(),
				vacuumed_at: moment.nullable(),
				analysed_at: moment.nullable(),
				is_read_whole: z.boolean().describe('Large, and often read from end to end: an index may be missing'),
			}),
		)
		.describe('The largest first'),
	missing_indexes: z
		.array(z.object({ table: z.string(), index: z.string(), columns: z.array(z.string()) }))
		.describe('Declared by the model and not there'),
	unused_indexes: z
		.array(storedIndex)
		.nullable()
		.describe('Not used since the counters began, and no constraint’s; null where nobody counts'),
	bloated_indexes: z.array(storedIndex).nullable().describe('More than twice as large as their keys need'),
	connections: z
		.object({ max: z.int(), used: z.int(), by_state: z.record(z.string(), z.int()) })
		.nullable()
		.describe('null where there is no server'),
	last_care: z
		.object({ id: z.uuid(), status: z.string(), finished_at: moment.nullable() })
		.nullable()
		.describe('The last job care-for-database'),
});

export const reindexRequestSchema = z.strictObject({
	index: z
		.string('must be the name of an index')
		.min(1, 'must be the name of an index')
		.max(63, 'is too long'),
});

export type DatabaseView = z.infer<typeof databaseSchema>;
