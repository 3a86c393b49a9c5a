import { z } from 'zod';

/** The worst first. */
export const severities = ['error', 'warning', 'info', 'ok'] as const;

export const checkNames = ['doctor', 'verify'] as const;

/** What findings are about, in the order in which they are shown. */
export const groupNames = [
	'variables',
	'secrets',
	'network',
	'runtime',
	'database',
	'redis',
	'workers',
	'licence',
	'schema',
	'access',
	'flows',
	'screens',
	'delivery',
] as const;

const messageSchema = z.object({ en: z.string(), ar: z.string() });

export const findingSchema = z.object({
	/** Stable; the guide has a row for each. */
	id: z.string(),
	group: z.enum(groupNames),
	severity: z.enum(severities),
	/** What was found; never a secret's value. */
	found: messageSchema,
	/** What to do about it. */
	remedy: messageSchema,
	/** What exactly is concerned, such as names and addresses. */
	details: z.array(z.string()),
});

export const reportSchema = z.object({
	check: z.enum(checkNames),
	checked_at: z.iso.datetime(),
	milliseconds: z.int(),
	errors: z.int(),
	warnings: z.int(),
	findings: z.array(findingSchema),
});

export type Severity = (typeof severities)[number];
export type CheckName = (typeof checkNames)[number];
export type GroupName = (typeof groupNames)[number];
export type Finding = z.infer<typeof findingSchema>;
export type Report = z.infer<typeof reportSchema>;
