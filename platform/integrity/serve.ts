import type { SchemaOverview } from '@directus/types';
import type { Router } from 'express';
import {
	applySchema,
	importSchema,
	runRequestSchema,
	type Result,
	type Tables,
} from '../../domain/operations/integrity/contract.ts';
import { ownRuleSchema } from '../../domain/operations/integrity/rule.ts';
import { forAdministrators } from '../access/admit.ts';
import type { HostContext } from '../host-context.ts';
import { parseBody } from '../http/body.ts';
import { invalidPayload } from '../http/errors.ts';
import { parseQuery } from '../http/query.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { checkRule } from './check-rule.ts';
import { isSecret } from './find-problems.ts';
import type { Finding } from './finding.ts';
import { applyFix, previewFix } from './fix/apply-fix.ts';
import { checkIntegrityJob } from './job-name.ts';
import {
	createOwnRule,
	deleteOwnRule,
	listOwnRules,
	refuseProblems,
	ruleNotFound,
	saveOwnRules,
} from './own-rules.ts';
import { readHistory, readOverview } from './read-results.ts';
import { fixPath, historyQuery, integrityPath, rulePath, rulesPath } from './routes.ts';

interface Tools {
	readonly context: HostContext;
	readonly jobs: Jobs;
}

/** `/ops/integrity`, for administrators. */
export function mountIntegrity(router: Router, tools: Tools): void {
	mountReading(router, tools);
	mountRules(router, tools);
	mountFixes(router, tools);
}

function mountReading(router: Router, { context, jobs }: Tools): void {
	const { database, getSchema } = context;
	router.get(
		integrityPath,
		forAdministrators(async (_request, response) => {
			response.json({ data: await readOverview(context) });
		}),
	);
	router.get(
		`${integrityPath}/history`,
		forAdministrators(async (request, response) => {
			const { rule, limit } = parseQuery(historyQuery, request.originalUrl);
			response.json({ data: await readHistory(database, { rule, limit }) });
		}),
	);
	router.get(
		`${integrityPath}/tables`,
		forAdministrators(async (_request, response) => {
			response.json({ data: tablesOf(await getSchema()) });
		}),
	);
	router.post(
		`${integrityPath}/run`,
		forAdministrators(async (request, response) => {
			const { rules } = parseBody(runRequestSchema, request);
			const { run } = await jobs.enqueue(checkIntegrityJob, { payload: rules ? { rules } : {} });
			response.json({ data: run });
		}),
	);
}

function mountRules(router: Router, { context: { database, getSchema } }: Tools): void {
	router.post(
		`${rulesPath}/try`,
		forAdministrators(async (request, response) => {
			const rule = parseBody(ownRuleSchema, request);
			const schema = await getSchema();
			refuseProblems(schema, rule);
			const now = new Date();
			response.json({ data: resultOf(await checkRule({ knex: database, schema, now }, rule), now) });
		}),
	);
	router.post(
		rulesPath,
		forAdministrators(async (request, response, { user }) => {
			const rule = parseBody(ownRuleSchema, request);
			await createOwnRule(database, await getSchema(), rule, user);
			response.json({ data: { ids: [rule.id] } });
		}),
	);
	router.post(
		`${rulesPath}/import`,
		forAdministrators(async (request, response, { user }) => {
			const { rules } = parseBody(importSchema, request);
			await saveOwnRules(database, await getSchema(), rules, user);
			response.json({ data: { ids: rules.map(({ id }) => id) } });
		}),
	);
	router.put(
		rulePath,
		forAdministrators(async (request, response, { user }) => {
			const rule = parseBody(ownRuleSchema, request);
			const id = String(request.params['id']);
			if (rule.id !== id) throw invalidPayload('id', `must be "${id}", as in the address.`);
			if (!(await listOwnRules(database)).some((own) => own.id === id)) throw ruleNotFound();
			await saveOwnRules(database, await getSchema(), [rule], user);
			response.json({ data: { ids: [id] } });
		}),
	);
	router.delete(
		rulePath,
		forAdministrators(async (request, response) => {
			const id = String(request.params['id']);
			await deleteOwnRule(database, id);
			response.json({ data: { ids: [id] } });
		}),
	);
}

function mountFixes(router: Router, { context }: Tools): void {
	const nameOf = ({ id, action }: Readonly<Record<string, string>>) => ({
		rule: String(id),
		action: String(action),
	});
	router.get(
		fixPath,
		forAdministrators(async (request, response) => {
			const name = nameOf(request.params as Record<string, string>);
			response.json({ data: await previewFix(context, name) });
		}),
	);
	router.post(
		fixPath,
		forAdministrators(async (request, response, caller) => {
			const body = parseBody(applySchema, request);
			const name = nameOf(request.params as Record<string, string>);
			response.json({ data: await applyFix(context, name, body, caller) });
		}),
	);
}

const tablesOf = ({ collections }: SchemaOverview): Tables =>
	Object.values(collections)
		.map(({ collection, primary, fields }) => ({
			collection,
			key: primary,
			columns: Object.values(fields)
				.filter((field) => !field.alias && !isSecret(field))
				.map(({ field, type, nullable }) => ({ column: field, type, nullable })),
		}))
		.sort((one, other) => one.collection.localeCompare(other.collection));

const resultOf = ({ rule: _rule, ...found }: Finding, now: Date): Result => ({
	...found,
	sample: [...found.sample],
	first_seen: found.status === 'failing' ? now.toISOString() : null,
	last_seen: found.status === 'failing' ? now.toISOString() : null,
	checked_at: now.toISOString(),
});
