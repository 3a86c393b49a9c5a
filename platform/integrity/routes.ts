import { z } from 'zod';
import {
	appliedSchema,
	applySchema,
	historySchema,
	importSchema,
	overviewSchema,
	previewSchema,
	resultSchema,
	runRequestSchema,
	tablesSchema,
} from '../../domain/operations/integrity/contract.ts';
import { ownRuleSchema } from '../../domain/operations/integrity/rule.ts';
import type { OperatorRoute } from '../http/operator-route.ts';
import { jobAnswer } from '../jobs/schemas.ts';

/** Where Directus mounts the endpoint of that name. */
const opsBase = '/ops';
export const integrityPath = '/integrity';
export const rulesPath = `${integrityPath}/rules`;
export const rulePath = `${rulesPath}/:id`;
export const fixPath = `${rulePath}/fixes/:action`;

export const historyQuery = z.object({
	rule: z.string().max(200, 'is too long').optional().describe('Only what this rule found'),
	limit: z.coerce
		.number('must be a number')
		.int('must be a whole number')
		.min(1, 'must be at least 1')
		.max(200, 'must be at most 200')
		.default(30)
		.describe('Runs, the newest first'),
});

const answer = (of: z.ZodType) => z.object({ data: of });
const done = z.object({ data: z.object({ ids: z.array(z.string()) }) });
const refused = { 400: ['INVALID_PAYLOAD'], 403: ['FORBIDDEN'] };
const notThere = { 403: ['FORBIDDEN'], 404: ['RULE_NOT_FOUND'] };

/** Rules of integrity and what they find, for administrators. */
export const integrityRoutes: readonly OperatorRoute[] = [
	{
		method: 'get',
		path: opsBase + integrityPath,
		summary: 'Every rule of integrity, and how it stood when it was last checked',
		body: null,
		answer: answer(overviewSchema),
		errors: { 403: ['FORBIDDEN'] },
	},
	{
		method: 'get',
		path: `${opsBase}${integrityPath}/history`,
		summary: 'Past checks, and the rules that were broken in them',
		body: null,
		query: historyQuery,
		answer: answer(historySchema),
		errors: { 400: ['INVALID_QUERY'], 403: ['FORBIDDEN'] },
	},
	{
		method: 'get',
		path: `${opsBase}${integrityPath}/tables`,
		summary: 'Collections and columns that rules may name',
		body: null,
		answer: answer(tablesSchema),
		errors: { 403: ['FORBIDDEN'] },
	},
	{
		method: 'post',
		path: `${opsBase}${integrityPath}/run`,
		summary: 'Check every rule now, or some; the answer is the background job',
		body: runRequestSchema,
		answer: jobAnswer,
		errors: refused,
	},
	{
		method: 'post',
		path: `${opsBase}${rulesPath}/try`,
		summary: 'Check a rule that is not saved; nothing is kept',
		body: ownRuleSchema,
		answer: answer(resultSchema),
		errors: refused,
	},
	{
		method: 'post',
		path: opsBase + rulesPath,
		summary: 'Add a rule of your own',
		body: ownRuleSchema,
		answer: done,
		errors: { ...refused, 409: ['RULE_EXISTS', 'TOO_MANY_RULES'] },
	},
	{
		method: 'post',
		path: `${opsBase}${rulesPath}/import`,
		summary: 'Add or replace several rules of your own, all or none',
		body: importSchema,
		answer: done,
		errors: { ...refused, 409: ['TOO_MANY_RULES'] },
	},
	{
		method: 'put',
		path: opsBase + rulePath,
		summary: 'Replace a rule of your own',
		body: ownRuleSchema,
		answer: done,
		errors: { ...refused, 404: ['RULE_NOT_FOUND'] },
	},
	{
		method: 'delete',
		path: opsBase + rulePath,
		summary: 'Delete a rule of your own',
		body: null,
		answer: done,
		errors: notThere,
	},
	{
		method: 'get',
		path: opsBase + fixPath,
		summary: 'What a fixer would do now: the rows, before and after; changes nothing',
		body: null,
		answer: answer(previewSchema),
		errors: { 403: ['FORBIDDEN'], 404: ['RULE_NOT_FOUND', 'FIXER_NOT_FOUND'], 409: ['RULE_CANNOT_RUN'] },
	},
	{
		method: 'post',
		path: opsBase + fixPath,
		summary: 'Do what the preview with this digest showed',
		body: applySchema,
		answer: answer(appliedSchema),
		errors: {
			...refused,
			404: ['RULE_NOT_FOUND', 'FIXER_NOT_FOUND'],
			409: ['ROWS_CHANGED', 'BACKUP_NEEDED', 'RULE_CANNOT_RUN'],
		},
	},
];
