import { z } from 'zod';

/** What `/ops/performance` answers. */

const group = z.object({
	fingerprint: z.string().describe('The shape, without any value'),
	count: z.int(),
	mean_ms: z.number(),
	p95_ms: z.number(),
	max_ms: z.number(),
	last_at: z.iso.datetime(),
});

const slow = z.object({
	threshold_ms: z.int().describe('What took longer is here'),
	groups: z.array(group).describe('Among the last 500 since the process began, the costliest first'),
});

const statement = z.object({
	fingerprint: z.string(),
	calls: z.int(),
	mean_ms: z.number(),
	max_ms: z.number(),
	total_ms: z.number(),
	rows: z.int(),
});

export const statementStates = ['available', 'not_installed', 'not_readable', 'other_database'] as const;

export const performanceSchema = z.object({
	slow_requests: slow,
	slow_queries: slow,
	statements: z
		.object({
			state: z.enum(statementStates),
			top: z.array(statement).describe('Of pg_stat_statements, the slowest on average first'),
		})
		.describe('What PostgreSQL itself has counted, over all instances'),
});

export type Performance = z.infer<typeof performanceSchema>;
export type Statements = Performance['statements'];

export const performanceAnswer = z.object({ data: performanceSchema });
