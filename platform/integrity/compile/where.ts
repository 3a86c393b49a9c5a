import type { Knex } from 'knex';
import type { Condition, Scalar } from '../../../domain/operations/integrity/condition.ts';
import { nowToken } from '../../../domain/operations/integrity/rule.ts';
import { comparable, emptiness, isMoment, isText, plain, typeOf, type Table, type Target } from './tables.ts';

const comparisons = { lt: '<', lte: '<=', gt: '>', gte: '>=' } as const;

/** Adds the conditions; values are bound and never part of the statement. */
export function addWhere(
	target: Target,
	query: Knex.QueryBuilder,
	table: Table,
	where: readonly Condition[],
): Knex.QueryBuilder {
	for (const condition of where) void query.whereRaw(compileCondition(target, table, condition));
	return query;
}

function compileCondition(target: Target, table: Table, condition: Condition): Knex.Raw {
	const { knex } = target;
	const { column } = condition;
	const left = comparable(target, table, column);
	const value = (given: Scalar) => valueOf(target, table, column, given);
	switch (condition.op) {
		case 'eq':
			return knex.raw('? = ?', [left, value(condition.value)]);
		case 'neq':
			return knex.raw('(? is null or ? <> ?)', [left, left, value(condition.value)]);
		case 'lt':
		case 'lte':
		case 'gt':
		case 'gte':
			return knex.raw(`? ${comparisons[condition.op]} ?`, [left, value(condition.value)]);
		case 'starts_with':
			return startsWith(target, table, condition.column, String(condition.value));
		case 'nstarts_with':
			return knex.raw('(?? is null or not ?)', [
				`${table.alias}.${column}`,
				startsWith(target, table, column, String(condition.value)),
			]);
		case 'in':
			return knex.raw(`? in (${placeholders(condition.value)})`, [left, ...condition.value.map(value)]);
		case 'nin':
			return knex.raw(`(? is null or ? not in (${placeholders(condition.value)}))`, [
				left,
				left,
				...condition.value.map(value),
			]);
		case 'null':
			return knex.raw('? is null', [plain(target, table, column)]);
		case 'nnull':
			return knex.raw('? is not null', [plain(target, table, column)]);
		case 'empty':
			return emptiness(target, table, column);
		case 'nempty':
			return knex.raw('not ?', [emptiness(target, table, column)]);
	}
}

const placeholders = (values: readonly unknown[]): string => values.map(() => '?').join(', ');

/** LIKE ignores case on SQLite alone. */
const startsWith = ({ knex }: Target, { alias }: Table, column: string, beginning: string): Knex.Raw =>
	knex.raw('(substr(??, 1, ?) = ?)', [`${alias}.${column}`, beginning.length, beginning]);

function valueOf(target: Target, table: Table, column: string, value: Scalar): Knex.Value {
	const type = typeOf(target, table.collection, column);
	if (isMoment(type)) return value === nowToken ? target.now : new Date(String(value));
	if (value === nowToken && type === 'date') return target.now.toISOString().slice(0, 10);
	if (type === 'boolean') return value === true || value === 1 || value === '1' || value === 'true';
	// SQLite would compare a text with 1 for true, and not with "true".
	return isText(type) ? String(value) : value;
}
