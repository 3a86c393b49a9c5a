import { anyJson } from '../../any-json.ts';
import { z } from 'zod';
import { fixerActions, origins, ownRuleSchema, ruleSchema } from './rule.ts';

const moment = z.iso.datetime();
const message = z.object({ en: z.string(), ar: z.string() });
const statuses = z.enum(['ok', 'failing', 'cannot_run']);

/** How a rule stood when it was last checked. */
export const resultSchema = z.object({
	status: statuses,
	count: z.int().nullable().describe('Rows that break it; null when it cannot run'),
	sample: z.array(z.string()).describe('Keys of some of these rows, 20 at most'),
	problem: message.nullable().describe('Why it cannot run'),
	first_seen: moment.nullable().describe('Since when it has been broken without a break'),
	last_seen: moment.nullable().describe('When it was last found broken'),
	checked_at: moment,
	milliseconds: z.int(),
});
export type Result = z.infer<typeof resultSchema>;

export const ruleStateSchema = z.object({
	rule: ruleSchema,
	origin: z.enum(origins),
	result: resultSchema.nullable().describe('null until it has been checked'),
});
export type RuleState = z.infer<typeof ruleStateSchema>;

/** One check of every rule. */
export const runSchema = z.object({
	id: z.string(),
	started_at: moment,
	finished_at: moment,
	rules: z.int(),
	failing_errors: z.int().describe('Rules of severity error that were broken'),
	failing_warnings: z.int(),
	cannot_run: z.int(),
	rows: z.int().describe('Rows that broke a rule, summed over rules'),
});
export type IntegrityRun = z.infer<typeof runSchema>;

export const overviewSchema = z.object({
	rules: z.array(ruleStateSchema),
	last_run: runSchema.nullable(),
	job: z
		.object({ id: z.string(), progress: z.int(), total: z.int().nullable() })
		.nullable()
		.describe('The check that is under way'),
});
export type Overview = z.infer<typeof overviewSchema>;

/** A rule in a past run, where it was broken or could not run. */
export const pastFindingSchema = z.object({
	run: z.string(),
	checked_at: moment,
	rule: z.string(),
	status: statuses,
	count: z.int().nullable(),
	sample: z.array(z.string()),
});
export type PastFinding = z.infer<typeof pastFindingSchema>;

export const historySchema = z.object({ runs: z.array(runSchema), findings: z.array(pastFindingSchema) });
export type History = z.infer<typeof historySchema>;

/** What a form offers: every collection and column that a rule may name. */
export const tablesSchema = z.array(
	z.object({
		collection: z.string(),
		key: z.string(),
		columns: z.array(z.object({ column: z.string(), type: z.string(), nullable: z.boolean() })),
	}),
);
export type Tables = z.infer<typeof tablesSchema>;

export const importSchema = z.strictObject({
	rules: z
		.array(ownRuleSchema, 'must be a list of rules')
		.min(1, 'needs a rule')
		.max(100, 'may have 100 rules at most')
		.refine(
			(rules) => new Set(rules.map(({ id }) => id)).size === rules.length,
			'has two rules with the same id; rename one',
		),
});

export const runRequestSchema = z.strictObject({
	rules: z
		.array(z.string().max(200))
		.min(1, 'needs a rule; leave it out to check all')
		.max(500, 'may name 500 rules at most')
		.optional()
		.describe('Only these; all of them by default'),
});

/** One row that a fixer would change. */
const changeSchema = z.object({
	id: z.string(),
	before: z.record(z.string(), anyJson),
	after: z.record(z.string(), anyJson).nullable().describe('null when the row would be deleted'),
});
export type FixChange = z.infer<typeof changeSchema>;

export const previewSchema = z.object({
	rule: z.string(),
	action: z.enum(fixerActions),
	collection: z.string(),
	total: z.int().describe('Rows that break the rule now'),
	ids: z.array(z.string()).describe('Those that one application changes, 500 at most'),
	changes: z.array(changeSchema).describe('The first of them in full, 50 at most'),
	digest: z.string().describe('Of what would be changed; to be sent when it is applied'),
	backup: z.object({
		taken_at: moment.nullable().describe('Of the newest verified backup'),
		is_fresh: z.boolean().describe('Whether it is less than an hour old'),
	}),
});
export type FixPreview = z.infer<typeof previewSchema>;

export const applySchema = z.strictObject({
	digest: z
		.string('must be the digest of the preview')
		.regex(/^[0-9a-f]{64}$/, 'must be the digest of the preview'),
	without_backup: z
		.boolean('must be true or false')
		.default(false)
		.describe('Go on although there is no verified backup of the last hour'),
});

export const appliedSchema = z.object({
	changed: z.int(),
	remaining: z.int().describe('Rows that still break the rule'),
});
export type FixApplied = z.infer<typeof appliedSchema>;
