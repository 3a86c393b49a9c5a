import type { Knex } from 'knex';
import type { CheckOf } from '../../../domain/operations/integrity/check.ts';
import { compiledRows, type Compiled } from './compiled.ts';
import { comparable, emptiness, from, keyOf, plain, type Table, type Target } from './tables.ts';
import { addWhere } from './where.ts';

export function compileOrder(target: Target, check: CheckOf<'order'>): Compiled {
	const table: Table = { collection: check.collection, alias: 't' };
	const low = comparable(target, table, check.low);
	const high = comparable(target, table, check.high);
	const wrong = target.knex.raw(`? ${check.equal ? '>' : '>='} ?`, [low, high]);
	return reported(target, table, check, wrong, [check.low, check.high]);
}

export function compileRange(target: Target, check: CheckOf<'range'>): Compiled {
	const { knex } = target;
	const { columns, min, max } = check;
	const table: Table = { collection: check.collection, alias: 't' };
	const sum = () =>
		knex.raw(
			columns.map(() => '?').join(' + '),
			columns.map((column) => plain(target, table, column)),
		);
	const wrong = [
		...(min === undefined ? [] : [knex.raw('(?) < ?', [sum(), min])]),
		...(max === undefined ? [] : [knex.raw('(?) > ?', [sum(), max])]),
	];
	return reported(target, table, check, anyOf(knex, wrong), columns);
}

export function compilePair(target: Target, check: CheckOf<'required_pair'>): Compiled {
	const { knex } = target;
	const table: Table = { collection: check.collection, alias: 't' };
	const empty = check.columns.map((column) => emptiness(target, table, column));
	const rows = from(target, table).whereRaw(anyOf(knex, empty));
	if (check.need === 'together') void rows.whereRaw(`not (${empty.map(() => '?').join(' and ')})`, empty);
	return compiledRows(addWhere(target, rows, table, check.where), keyOf(target, table));
}

export function compileForbidden(target: Target, check: CheckOf<'forbidden'>): Compiled {
	const table: Table = { collection: check.collection, alias: 't' };
	return compiledRows(addWhere(target, from(target, table), table, check.where), keyOf(target, table));
}

/** Rows for which `wrong` holds; it holds for none in which a column is null, unless those are reported. */
function reported(
	target: Target,
	table: Table,
	check: CheckOf<'order' | 'range'>,
	wrong: Knex.Raw,
	columns: readonly string[],
): Compiled {
	const { knex } = target;
	const nulls = columns.map((column) => knex.raw('? is null', [plain(target, table, column)]));
	const rows = from(target, table).whereRaw(
		check.empty === 'report' ? anyOf(knex, [wrong, ...nulls]) : wrong,
	);
	return compiledRows(addWhere(target, rows, table, check.where), keyOf(target, table));
}

const anyOf = (knex: Knex, conditions: readonly Knex.Raw[]): Knex.Raw =>
	knex.raw(`(${conditions.map(() => '?').join(' or ')})`, [...conditions]);
