import { z } from 'zod';
import { securityEventKinds } from './event-counts.ts';

const count = z.int().nonnegative();
const moment = z.iso.datetime();
const author = z.object({ id: z.uuid(), name: z.string() }).nullable();

const countsSchema = z.object(
	Object.fromEntries(securityEventKinds.map((kind) => [kind, count])) as Record<
		(typeof securityEventKinds)[number],
		typeof count
	>,
);

const hourSchema = z.object({
	at: moment,
	login_succeeded: count,
	login_failed: count,
	rate_limited: count,
});

const sourceSchema = z.object({
	source: z
		.string()
		.nullable()
		.describe('A /24 of IPv4 or a /48 of IPv6; null for sources of an attack that had too many'),
	login_failed: count,
	rate_limited: count,
	accounts: count.describe('Different accounts that were tried, by digest'),
	last_at: moment,
});

export const accessChangeSchema = z.object({
	at: moment,
	by: author.describe('null for the machine, and for people who are gone'),
	collection: z.string(),
	action: z.enum(['create', 'update', 'delete']),
	item: z.string(),
	changes: z.array(
		z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
	),
});

const secretSchema = z.object({
	name: z.string(),
	since: moment.describe('When this value was first seen: it is at least as old'),
	age_days: count,
	max_age_days: count,
	due_at: moment,
	overdue: z.boolean(),
});

export const certificateSchema = z.object({
	state: z.enum(['valid', 'expiring', 'untrusted', 'expired', 'unreachable', 'no_https']),
	host: z.string().nullable(),
	valid_to: moment.nullable(),
	days_left: z.int().nullable(),
	issuer: z.string().nullable(),
	problem: z.string().nullable(),
	checked_at: moment.nullable(),
});

const personSchema = z.object({ id: z.uuid(), name: z.string() });

export const digestSchema = z.object({
	new_administrators: z.array(personSchema.extend({ since: moment })),
	static_tokens: z.array(personSchema.extend({ since: moment.nullable(), is_administrator: z.boolean() })),
	inactive: z.array(personSchema.extend({ last_access: moment.nullable() })),
	drift: z.array(
		z.object({
			kind: z.enum(['missing', 'added', 'changed', 'public']),
			policy: z.string(),
			collection: z.string(),
			action: z.string(),
		}),
	),
});

export const securitySummarySchema = z.object({
	at: moment,
	day: countsSchema,
	week: countsSchema,
	hours: z.array(hourSchema).describe('The last 24 hours, oldest first'),
	sources: z.array(sourceSchema).describe('Of failed logins and refused requests in 7 days, most first'),
	changes: z.array(accessChangeSchema),
	secrets: z.array(secretSchema),
	sessions: z.object({ total: count, users: count }),
	certificate: certificateSchema,
	digest: digestSchema,
});

export const revocationSchema = z.object({ sessions: count, users: count });

export type SecuritySummary = z.infer<typeof securitySummarySchema>;
export type Counts = z.infer<typeof countsSchema>;
export type AccessChange = z.infer<typeof accessChangeSchema>;
export type Certificate = z.infer<typeof certificateSchema>;
export type SecurityDigest = z.infer<typeof digestSchema>;
export type Revocation = z.infer<typeof revocationSchema>;
