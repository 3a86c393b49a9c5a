import type { SchemaOverview } from '@directus/types';
import type { Knex } from 'knex';
import { ownRuleSchema, type OwnRule } from '../../domain/operations/integrity/rule.ts';
import { ApiError, notFound } from '../http/errors.ts';
import { findProblems } from './find-problems.ts';
import { ownRulesTable as table, resultsTable } from './tables.ts';

/** More would make the page and the night long; ours and those of relations are not counted. */
const mostRules = 500;

/** Those whose definition this release cannot read, which only a hand could have written, are left out. */
export async function listOwnRules(knex: Knex): Promise<OwnRule[]> {
	const rows: { definition: string }[] = await knex(table).select('definition').orderBy('id');
	return rows.flatMap(({ definition }) => {
		const parsed = ownRuleSchema.safeParse(JSON.parse(definition));
		return parsed.success ? [parsed.data] : [];
	});
}

/** @throws {ApiError} 409 RULE_EXISTS; 400 as `saveOwnRules` */
export async function createOwnRule(
	knex: Knex,
	schema: SchemaOverview,
	rule: OwnRule,
	user: string | null,
): Promise<void> {
	if (await knex(table).where({ id: rule.id }).first('id'))
		throw new ApiError(
			409,
			'RULE_EXISTS',
			`There is a rule "${rule.id}" already. Choose another id, or change that one with PUT.`,
			{ field: 'id' },
		);
	await saveOwnRules(knex, schema, [rule], user);
}

/**
 * Creates or replaces rules, all or none.
 *
 * @throws {ApiError} 400 INVALID_PAYLOAD for a rule that cannot run on this schema; 409 TOO_MANY_RULES
 */
export async function saveOwnRules(
	knex: Knex,
	schema: SchemaOverview,
	rules: readonly OwnRule[],
	user: string | null,
): Promise<void> {
	for (const [index, rule] of rules.entries())
		refuseProblems(schema, rule, rules.length > 1 ? `rules.${index}.` : '');
	await knex.transaction(async (trx) => {
		for (const rule of rules) {
			const row = { definition: JSON.stringify(rule), changed_at: new Date(), changed_by: user };
			await trx(table)
				.insert({ id: rule.id, ...row })
				.onConflict('id')
				.merge(row);
			// What was found by the rule as it was says nothing about it as it is.
			await trx(resultsTable).where({ rule: rule.id }).delete();
		}
		const kept = await trx(table).count({ count: '*' }).first();
		if (Number(kept?.['count']) > mostRules)
			throw new ApiError(
				409,
				'TOO_MANY_RULES',
				`There may be ${mostRules} rules of your own. Delete some, or make one of several.`,
			);
	});
}

/** @throws {ApiError} 404 RULE_NOT_FOUND */
export async function deleteOwnRule(knex: Knex, id: string): Promise<void> {
	await knex.transaction(async (trx) => {
		if ((await trx(table).where({ id }).delete()) === 0) throw ruleNotFound();
		await trx(resultsTable).where({ rule: id }).delete();
	});
}

export const ruleNotFound = (): ApiError =>
	notFound('RULE_NOT_FOUND', 'There is no such rule; GET /ops/integrity lists those that there are.');

/** @throws {ApiError} 400 INVALID_PAYLOAD that names the place and the remedy, in both languages */
export function refuseProblems(schema: SchemaOverview, rule: OwnRule, prefix = ''): void {
	const problems = findProblems(schema, rule);
	const [first] = problems;
	if (!first) return;
	throw new ApiError(400, 'INVALID_PAYLOAD', `The field "${prefix}${first.field}": ${first.message.en}`, {
		field: prefix + first.field,
		problems: problems.map(({ field, message }) => ({
			field: prefix + field,
			message: { en: `${prefix}${field}: ${message.en}`, ar: `${prefix}${field}: ${message.ar}` },
		})),
	});
}
