import { z } from 'zod';
import { comparisons, severities } from './rule.ts';

const moment = z.iso.datetime();
const bilingual = z.object({ en: z.string(), ar: z.string() });
const author = z.object({ id: z.string(), name: z.string() }).nullable();

export const silenceSchema = z.object({
	id: z.uuid(),
	rule: z.string().nullable().describe('null: every rule'),
	until: moment,
	reason: z.string(),
	created_at: moment,
	created_by: author,
});

export const alertSchema = z.object({
	rule: z.string(),
	signal: z.string(),
	unit: z.enum(['state', 'count', 'ratio', 'seconds', 'hours', 'days']),
	severity: z.enum(severities),
	title: bilingual,
	remedy: bilingual,
	comparison: z.enum(comparisons),
	threshold: z.number().describe('In force; the value itself is still well'),
	for_seconds: z.int().describe('How long it has to be so'),
	default_threshold: z.number(),
	default_for_seconds: z.int(),
	is_enabled: z.boolean(),
	can_change: z.boolean().describe('False for the alerts that a signal is not known'),
	phase: z
		.enum(['firing', 'pending', 'well', 'unknown', 'absent', 'off'])
		.describe('unknown: nobody knows the signal; absent: it does not apply here; off: switched off'),
	since: moment.nullable().describe('Of what fires or is pending'),
	value: z.number().nullable(),
	unknown_because: z.string().nullable().describe('Why the signal could not be read'),
	is_silenced: z.boolean(),
});

export const channelSchema = z.object({
	name: z.enum(['studio', 'email', 'webhook', 'deadman']),
	is_configured: z.boolean(),
	waiting: z.int().describe('Deliveries that will be tried again'),
	failed: z.int().describe('Deliveries that were given up'),
	last_sent_at: moment.nullable(),
	last_error: z.string().nullable(),
});

export const pastAlertSchema = z.object({
	id: z.uuid(),
	rule: z.string(),
	severity: z.enum(severities),
	since: moment,
	fired_at: moment,
	resolved_at: moment.nullable().describe('null: it still fires'),
	value: z.number().nullable().describe('When it fired'),
});

export const alertsSchema = z.object({
	evaluated_at: moment.nullable().describe('By any instance; null when never'),
	alerts: z.array(alertSchema).describe('What fires first'),
	silences: z.array(silenceSchema),
	channels: z.array(channelSchema),
	history: z.array(pastAlertSchema).describe('The newest twenty'),
});

export const historyQuery = z.object({
	rule: z.string().min(1, 'must not be empty').optional(),
	limit: z.coerce
		.number('must be a number')
		.int('must be a whole number')
		.min(1, 'must be at least 1')
		.max(200, 'must be at most 200')
		.default(50),
	before: z.iso
		.datetime('must be a time such as 2026-05-31T02:00:00Z')
		.optional()
		.describe('Only those that fired before'),
});

const longestForSeconds = 86_400;

export const ruleChangeSchema = z.strictObject({
	is_enabled: z.boolean('must be true or false').default(true),
	threshold: z
		.number('must be a number, or null for the default')
		.min(0, 'must be at least 0')
		.max(1e9, 'is too large')
		.nullable()
		.default(null)
		.describe('null: the default'),
	for_seconds: z
		.int('must be a whole number of seconds, or null for the default')
		.min(0, 'must be at least 0')
		.max(longestForSeconds, `must be at most ${longestForSeconds}`)
		.nullable()
		.default(null)
		.describe('null: the default'),
});

const longestSilenceMinutes = 30 * 24 * 60;

export const silenceRequestSchema = z.strictObject({
	rule: z.string('must be the name of a rule, or null for every rule').nullable(),
	minutes: z
		.int('must be a whole number of minutes')
		.min(1, 'must be at least 1')
		.max(longestSilenceMinutes, `must be at most ${longestSilenceMinutes}, which is 30 days`),
	reason: z
		.string('must be a text')
		.trim()
		.min(1, 'must say why, for the others')
		.max(500, 'may have 500 characters at most'),
});

export const testResultSchema = z.object({
	channel: z.string(),
	is_sent: z.boolean(),
	error: z.string().nullable(),
});

export type AlertView = z.infer<typeof alertSchema>;
export type AlertsView = z.infer<typeof alertsSchema>;
export type SilenceView = z.infer<typeof silenceSchema>;
export type ChannelView = z.infer<typeof channelSchema>;
export type PastAlertView = z.infer<typeof pastAlertSchema>;
export type RuleChange = z.input<typeof ruleChangeSchema>;
export type SilenceRequest = z.input<typeof silenceRequestSchema>;
export type TestResultView = z.infer<typeof testResultSchema>;
