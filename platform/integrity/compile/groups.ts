import type { Knex } from 'knex';
import type { CheckOf } from '../../../domain/operations/integrity/check.ts';
import type { Compiled } from './compiled.ts';
import { comparable, from, isText, keyOf, plain, typeOf, type Table, type Target } from './tables.ts';
import { addWhere } from './where.ts';

type GroupCheck = CheckOf<'max_per_group' | 'unique'>;

/**
 * Rows beyond those that a group may have. Groups are counted first; only the rows of groups with too many are put in
 * order to tell which are beyond.
 */
export function compileGroups(target: Target, check: GroupCheck): Compiled {
	const { knex } = target;
	const table: Table = { collection: check.collection, alias: 't' };
	const most = check.kind === 'unique' ? 1 : check.most;
	const values = check.columns.map((column) => grouped(target, table, check, column));
	const rows = () => {
		const query = from(target, table);
		for (const column of check.columns) void query.whereNotNull(`t.${column}`);
		return addWhere(target, query, table, check.where);
	};
	const groups = () =>
		rows()
			.select(values.map((value, index) => knex.raw('? as ??', [value, `v${index}`])))
			.groupByRaw(list(values), values)
			.havingRaw('count(*) > ?', [most]);

	return {
		count: knex
			.from(
				groups()
					.select(knex.raw('count(*) as ??', ['rows']))
					.as('g'),
			)
			.select(knex.raw('coalesce(sum(?? - ?), 0) as ??', ['g.rows', most, 'count'])),
		ids(limit, options) {
			// Every group has a row beyond, so that many groups have enough rows.
			const some = options?.inOrder ? groups() : groups().limit(limit);
			const ranked = rows()
				.join(some.as('g'), (join) =>
					values.forEach((value, index) => void join.on(knex.raw('? = ??', [value, `g.v${index}`]))),
				)
				.select({ id: keyOf(target, table) })
				.select(placeInGroup(target, table, check, values));
			const beyond = knex.from(ranked.as('r')).select('r.id').where('r.place', '>', most).limit(limit);
			return options?.inOrder ? beyond.orderBy('r.id') : beyond;
		},
	};
}

function grouped(target: Target, table: Table, check: GroupCheck, column: string): Knex.Raw {
	const { knex } = target;
	const value = comparable(target, table, column);
	if (check.kind !== 'unique' || !isText(typeOf(target, table.collection, column))) return value;
	// In the collation C, PostgreSQL knows the capitals that SQLite knows.
	const cased = check.ignore_case ? knex.raw('lower(?)', [value]) : value;
	return check.ignore_spaces ? knex.raw(`replace(?, ' ', '')`, [cased]) : cased;
}

function placeInGroup(
	target: Target,
	table: Table,
	{ keep }: GroupCheck,
	values: readonly Knex.Raw[],
): Knex.Raw {
	const { knex } = target;
	const key = knex.raw('??', [keyOf(target, table)]);
	const order = keep
		? [
				knex.raw('(? is null)', [plain(target, table, keep.column)]),
				knex.raw(keep.which === 'first' ? '? asc' : '? desc', [comparable(target, table, keep.column)]),
				key,
			]
		: [key];
	return knex.raw(`row_number() over (partition by ${list(values)} order by ${list(order)}) as ??`, [
		...values,
		...order,
		'place',
	]);
}

const list = (parts: readonly unknown[]): string => parts.map(() => '?').join(', ');
