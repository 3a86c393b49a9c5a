import { createHash } from 'node:crypto';
import type { SchemaOverview } from '@directus/types';
import type { Knex } from 'knex';
import type { Check } from '../../../domain/operations/integrity/check.ts';
import type { FixChange } from '../../../domain/operations/integrity/contract.ts';
import { nowToken, type Fixer, type Rule } from '../../../domain/operations/integrity/rule.ts';
import type { HostContext } from '../../host-context.ts';
import { notFound, ApiError } from '../../http/errors.ts';
import { isPostgres } from '../../sql/database-kind.ts';
import { compile } from '../compile/index.ts';
import { findProblems } from '../find-problems.ts';

/** Rows of one application: what a transaction does in seconds. */
const mostRows = 500;

/** What a fixer would do now. */
export interface FixPlan {
	readonly collection: string;
	/** Rows that break the rule. */
	readonly total: number;
	readonly ids: readonly (string | number)[];
	readonly changes: readonly FixChange[];
	/** The same as long as the same rows hold the same values. */
	readonly digest: string;
}

export interface Fixing {
	readonly services: HostContext['services'];
	readonly schema: SchemaOverview;
	readonly rule: Rule;
	readonly fixer: Fixer;
}

/** @throws {ApiError} 404 FIXER_NOT_FOUND when the rule has none of that kind */
export function fixerOf({ id, fixers }: Rule, action: string): Fixer {
	const fixer = fixers.find((one) => one.action === action);
	if (!fixer)
		throw notFound(
			'FIXER_NOT_FOUND',
			`The rule "${id}" has no fixer "${action.slice(0, 20)}". It has: ${fixers.map((one) => one.action).join(', ') || 'none'}.`,
		);
	return fixer;
}

/**
 * Looks for the rows and what would become of them; changes nothing.
 *
 * @param locks for a transaction that goes on to change the rows
 * @throws {ApiError} 409 RULE_CANNOT_RUN
 */
export async function planFix(
	knex: Knex,
	fixing: Fixing,
	{ locks }: { readonly locks: boolean },
): Promise<FixPlan> {
	const { schema, rule, fixer } = fixing;
	const [problem] = findProblems(schema, rule);
	if (problem) throw cannotRun(`${problem.field}: ${problem.message.en}`);
	const check = rule.check as Check;
	const { collection } = check;
	const statements = compile({ knex, schema, now: new Date() }, check);
	const counted = (await statements.count.first()) as { count: number | string };
	const rows: { id: string | number }[] = await statements.ids(mostRows, { inOrder: true });
	const ids = rows.map(({ id }) => id);
	if (locks && isPostgres(knex)) await lockRows(knex, schema, collection, ids);

	const changes = await changesOf(knex, fixing, collection, ids);
	const digest = createHash('sha256').update(JSON.stringify({ check, fixer, changes })).digest('hex');
	return { collection, total: Number(counted.count), ids, changes, digest };
}

async function lockRows(
	knex: Knex,
	schema: SchemaOverview,
	collection: string,
	ids: readonly (string | number)[],
): Promise<void> {
	const { primary } = schema.collections[collection]!;
	await knex(collection)
		.select(primary)
		.whereIn(primary, [...ids])
		.orderBy(primary)
		.forUpdate();
}

/** As Directus's services hand rows over, whatever the database. Of a row to be deleted, all of it. */
async function changesOf(
	knex: Knex,
	{ services, schema, fixer }: Fixing,
	collection: string,
	ids: readonly (string | number)[],
): Promise<FixChange[]> {
	if (ids.length === 0) return [];
	const { primary, fields } = schema.collections[collection]!;
	const values = valuesOf(fixer);
	const shown = values
		? Object.keys(values)
		: Object.values(fields)
				.filter(({ alias }) => !alias)
				.map(({ field }) => field);
	const service = new services.ItemsService(collection, { knex, schema, accountability: null });
	const rows = (await service.readByQuery({
		fields: [...new Set([primary, ...shown])],
		filter: { [primary]: { _in: [...ids] } } as never,
		sort: [primary],
		limit: -1,
	})) as Record<string, unknown>[];
	return rows.map((row) => ({
		id: String(row[primary]),
		before: JSON.parse(JSON.stringify(Object.fromEntries(shown.map((name) => [name, row[name]])))),
		after: values,
	}));
}

/** The values that rows get; null when they are deleted. */
export function valuesOf(fixer: Fixer): Record<string, string | number | boolean | null> | null {
	if (fixer.action === 'delete') return null;
	return fixer.action === 'clear' ? { [fixer.column]: null } : fixer.values;
}

/** The same, with the time of the fix in place of `$now`. */
export const valuesNow = (values: NonNullable<ReturnType<typeof valuesOf>>, now: Date) =>
	Object.fromEntries(
		Object.entries(values).map(([name, value]) => [name, value === nowToken ? now.toISOString() : value]),
	);

const cannotRun = (why: string): ApiError =>
	new ApiError(409, 'RULE_CANNOT_RUN', `The rule cannot run on this database: ${why}`);
