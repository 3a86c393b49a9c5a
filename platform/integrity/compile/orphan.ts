import type { Knex } from 'knex';
import type { CheckOf } from '../../../domain/operations/integrity/check.ts';
import { isPostgres } from '../../sql/database-kind.ts';
import { compiledRows, type Compiled } from './compiled.ts';
import { from, isText, keyOf, typeOf, type Table, type Target } from './tables.ts';
import { addWhere } from './where.ts';

/** An anti-join: rows whose reference is in no row of the parent. */
export function compileOrphan(target: Target, check: CheckOf<'orphan'>): Compiled {
	const child: Table = { collection: check.collection, alias: 't' };
	const rows = from(target, child).whereNotNull(`t.${check.column}`).whereNotExists(parentRow(target, check));
	return compiledRows(addWhere(target, rows, child, check.where), keyOf(target, child));
}

function parentRow(target: Target, check: CheckOf<'orphan'>): Knex.QueryBuilder {
	const parent: Table = { collection: check.parent.collection, alias: 'p' };
	const reference = `t.${check.column}`;
	const key = `p.${check.parent.column}`;
	const query = from(target, parent).select(target.knex.raw('1'));
	const matched = needsCast(target, check)
		? query.whereRaw('cast(?? as text) = cast(?? as text)', [key, reference])
		: query.whereRaw('?? = ??', [key, reference]);
	return addWhere(target, matched, parent, check.parent.where);
}

/** PostgreSQL compares no uuid with a text; SQLite does, and would lose its index by a cast. */
function needsCast(target: Target, { collection, column, parent }: CheckOf<'orphan'>): boolean {
	const kinds = [typeOf(target, collection, column), typeOf(target, parent.collection, parent.column)].map(
		(type) => (isText(type) ? 'text' : type.replace('bigInteger', 'integer')),
	);
	return isPostgres(target.knex) && kinds[0] !== kinds[1];
}
