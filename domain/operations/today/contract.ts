import { z } from 'zod';
import { periods } from './period.ts';

/** What the page Today says to `/ops/today` and gets from it. */

const bilingual = z.object({ en: z.string(), ar: z.string() });

export const statuses = ['fine', 'wrong', 'ticked', 'open', 'overdue', 'not_applicable'] as const;

const tickSchema = z.object({
	made_by: z.enum(['machine', 'person']),
	user: z
		.object({ id: z.string(), name: z.string() })
		.nullable()
		.describe('null for the machine, and for people who are gone'),
	outcome: z.enum(['fine', 'wrong']),
	at: z.iso.datetime(),
	note: z.string().nullable().describe('Of a person'),
	says: z.array(bilingual).describe('What the machine went by'),
	is_mine: z.boolean().describe('Whether the caller may take it back'),
});
export type TickAnswer = z.infer<typeof tickSchema>;

export const checkStateSchema = z.object({
	id: z.string(),
	period: z.enum(periods),
	key: z.string().describe('The present period, in UTC: 2026-11-21, 2026-W47, 2026-11, 2026-Q4'),
	due_before: z.iso.date().describe('The first day after it'),
	title: bilingual,
	advice: bilingual,
	page: z.string().nullable().describe('Below /operations in the Studio'),
	by_machine: z.boolean().describe('Whether the machine looks where it can'),
	status: z.enum(statuses),
	evidence: z.array(z.object({ holds: z.boolean().nullable(), text: bilingual })),
	tick: tickSchema.nullable().describe('Of the present period'),
	past: z.array(z.object({ key: z.string(), tick: tickSchema.nullable() })).describe('The latest first'),
});
export type CheckStateAnswer = z.infer<typeof checkStateSchema>;

export const todaySchema = z.object({
	at: z.iso.datetime().describe('When this was found'),
	since: z.iso.datetime().nullable().describe('Since when the list is kept'),
	checks: z.array(checkStateSchema),
});
export type TodayAnswer = z.infer<typeof todaySchema>;

export const tickRequest = z.strictObject({
	note: z
		.string('must be a text')
		.trim()
		.max(1_000, 'may have 1000 characters at most')
		.nullish()
		.describe('What was seen or done'),
});
export type TickRequest = z.infer<typeof tickRequest>;
