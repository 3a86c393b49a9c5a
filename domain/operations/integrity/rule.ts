import { z } from 'zod';
import { checkSchema } from './check.ts';
import { nameSchema } from './condition.ts';

/** What people read, in both languages of the Studio. */
const messageSchema = z.strictObject({
	en: z
		.string('must be a text')
		.trim()
		.min(1, 'must not be empty')
		.max(500, 'may have 500 characters at most'),
	ar: z
		.string('must be a text')
		.trim()
		.min(1, 'must not be empty')
		.max(500, 'may have 500 characters at most'),
});

/** Stands for the time at which a fixer is applied. */
export const nowToken = '$now';

/** What can be done to the rows that break a rule; at most one of each kind. */
export const fixerSchema = z.discriminatedUnion('action', [
	z.strictObject({ action: z.literal('clear'), column: nameSchema }).describe('Empties a reference'),
	z
		.strictObject({
			action: z.literal('set'),
			values: z
				.record(nameSchema, z.union([z.string().max(500), z.number(), z.boolean(), z.null()]))
				.refine((values) => Object.keys(values).length > 0, 'needs a column and its new value'),
		})
		.describe('Gives columns other values, such as "status": "archived"; "$now" is the time of the fix'),
	z.strictObject({ action: z.literal('delete') }).describe('Deletes the rows'),
]);
export type Fixer = z.infer<typeof fixerSchema>;
export const fixerActions = ['clear', 'set', 'delete'] as const satisfies readonly Fixer['action'][];

export const severities = ['error', 'warning'] as const;

const common = {
	severity: z.enum(severities, 'must be error or warning'),
	title: messageSchema.describe('What is wrong with the rows that are found'),
	remedy: messageSchema.describe('What to do about them'),
	fixers: z
		.array(fixerSchema)
		.max(3, 'may have three fixers at most')
		.refine(
			(fixers) => new Set(fixers.map(({ action }) => action)).size === fixers.length,
			'names an action twice',
		)
		.default([]),
};

/** A rule of an administrator: data only, never a statement. Its id has no dot, so that it cannot be one of ours. */
export const ownRuleSchema = z.strictObject({
	id: z
		.string('must be a text')
		.regex(/^[a-z0-9][a-z0-9_-]{0,62}$/, 'must be 1 to 63 small letters, digits, - or _'),
	...common,
	check: checkSchema,
});
export type OwnRule = z.infer<typeof ownRuleSchema>;

/** Every row of a collection held to the rules that editors' writes are held to. Ours only: they are code. */
const contentRulesSchema = z.strictObject({ kind: z.literal('content_rules'), collection: nameSchema });

/** Files that nothing leads to. Which columns may lead to one is told by the schema of the project. */
const unreferencedFilesSchema = z.strictObject({
	kind: z.literal('unreferenced_files'),
	collection: z.literal('directus_files'),
});

export const anyCheckSchema = z.union([checkSchema, contentRulesSchema, unreferencedFilesSchema]);
export type AnyCheck = z.infer<typeof anyCheckSchema>;

export const ruleSchema = z.strictObject({ id: z.string(), ...common, check: anyCheckSchema });
export type Rule = z.infer<typeof ruleSchema>;

/** Where a rule comes from: the bundle, a relation of the schema, or an administrator. */
export const origins = ['shipped', 'relation', 'own'] as const;
export type Origin = (typeof origins)[number];
