import { z } from 'zod';

/** What the addresses below `/ops/health` answer; the Studio's page imports the types. */

export const healthAnswer = z.strictObject({
	status: z.enum(['healthy', 'unhealthy']),
	timestamp: z.iso.datetime(),
	uptime: z.number().describe('Seconds since the process began'),
});
export type Health = z.infer<typeof healthAnswer>;

/** Every check there is, in the order in which they are shown. */
export const checkNames = [
	'database',
	'clock_skew',
	'pool',
	'connections',
	'provisioning',
	'redis',
	'redis_memory',
	'cache',
	'queue',
	'dead_letters',
	'worker',
	'nightly',
	'disk',
	'memory',
	'cpu',
	'event_loop',
] as const;
export type CheckName = (typeof checkNames)[number];

export const checkStatuses = ['ok', 'warn', 'error'] as const;
export type CheckStatus = (typeof checkStatuses)[number];

export const checkUnits = ['ms', 's', 'h', 'ratio', 'count', 'bytes'] as const;

const fact = z.union([z.number(), z.string()]).nullable();

export const checkSchema = z.object({
	name: z.enum(checkNames),
	status: z.enum(checkStatuses),
	observed: z.number().nullable().describe('null when it could not be found out'),
	unit: z.enum(checkUnits),
	warn_above: z.number().nullable(),
	error_above: z.number().nullable(),
	took_ms: z.number(),
	facts: z.record(z.string(), fact).describe('What else was seen'),
	problem: z.string().nullable().describe('Why it could not be found out: a code, never a statement'),
});
export type Check = z.infer<typeof checkSchema>;

export const detailedHealthSchema = z.object({
	status: z.enum(checkStatuses).describe('The worst of all checks'),
	instance: z.string().describe('The process that answers'),
	timestamp: z.iso.datetime(),
	uptime: z.number(),
	checks: z.array(checkSchema),
});
export type DetailedHealth = z.infer<typeof detailedHealthSchema>;
export const detailedHealthAnswer = z.object({ data: detailedHealthSchema });

export const ranges = ['day', 'week'] as const;
export const historyQuery = z.object({
	range: z
		.enum(ranges, `use ${ranges.join(' or ')}`)
		.default('day')
		.describe('How far back'),
});

const point = z.object({
	at: z.iso.datetime().describe('When it begins'),
	requests: z.int(),
	errors: z.int(),
	p95_ms: z.number().nullable().describe('null without requests'),
	availability: z.number().nullable().describe('From 0 to 1; null before there were samples'),
});
export type HistoryPoint = z.infer<typeof point>;

const seriesSchema = z.object({
	range: z.enum(ranges),
	step_minutes: z.int(),
	since: z.iso.datetime().nullable().describe('The oldest sample within the range'),
	availability: z.number().nullable().describe('Since then, from 0 to 1'),
	requests: z.int(),
	errors: z.int(),
	points: z.array(point),
});
export type Series = z.infer<typeof seriesSchema>;

const versions = z.object({ bebetter: z.string(), directus: z.string() });
export type Versions = z.infer<typeof versions>;

const releaseSideSchema = z.object({
	minutes: z.int(),
	requests: z.int(),
	errors: z.int(),
	p95_ms: z.number().nullable().describe('null without requests'),
});
export type ReleaseSide = z.infer<typeof releaseSideSchema>;

const releaseSchema = z.object({
	at: z.iso.datetime(),
	from: versions,
	to: versions,
	before: releaseSideSchema.describe('The 30 minutes before'),
	after: releaseSideSchema.describe('The minutes since, 30 at most'),
	error_growth: z
		.number()
		.nullable()
		.describe('How many times as large the share of failures is; null below 20 requests on either side'),
});
export type ReleaseView = z.infer<typeof releaseSchema>;

export const historySchema = seriesSchema.extend({
	releases: z.array(releaseSchema).describe('Within the range, the newest first'),
});
export type History = z.infer<typeof historySchema>;
export const historyAnswer = z.object({ data: historySchema });
