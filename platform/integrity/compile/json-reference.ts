import type { Knex } from 'knex';
import type { CheckOf } from '../../../domain/operations/integrity/check.ts';
import { isPostgres } from '../../sql/database-kind.ts';
import type { Compiled } from './compiled.ts';
import { from, isText, keyOf, typeOf, type Table, type Target } from './tables.ts';
import { addWhere } from './where.ts';

type JsonCheck = CheckOf<'json_reference'>;

/** How a database walks through JSON. Each step is a table with the values that the path leads to so far. */
interface Walk {
	/** The document itself, as step `s0`. */
	root(column: string): Knex.Raw;
	key(step: string, before: string, key: string): Knex.Raw;
	elements(step: string, before: string): Knex.Raw;
	anything(step: string, before: string): Knex.Raw;
	/** Texts and numbers, or those in a list; as the step `leaf`. */
	leaves(before: string): Knex.Raw;
	/** A leaf as a text. */
	readonly leaf: Knex.Raw;
	has(step: string, key: string, value: string): Knex.Raw;
}

/** Rows in whose JSON a reference leads to no row; each counts once, however many do. */
export function compileJsonReference(target: Target, check: JsonCheck): Compiled {
	const { knex } = target;
	const table: Table = { collection: check.collection, alias: 't' };
	const walk = isPostgres(knex) ? postgresWalk(knex) : sqliteWalk(knex);
	const key = keyOf(target, table);
	const rows = () => {
		const query = from(target, table).joinRaw('cross join ?', [walk.root(`t.${check.column}`)]);
		check.path.forEach((part, index) => {
			const [step, before] = [`s${index + 1}`, `s${index}`];
			const joined =
				part === '*'
					? walk.elements(step, before)
					: part === '**'
						? walk.anything(step, before)
						: walk.key(step, before, part);
			void query.joinRaw('cross join ?', [joined]);
		});
		void query.joinRaw('cross join ?', [walk.leaves(`s${check.path.length}`)]);
		// The object that holds the last key.
		if (check.beside)
			void query.whereRaw(walk.has(`s${check.path.length - 1}`, check.beside.key, check.beside.value));
		void query.whereNotExists(parentRow(target, check, walk.leaf));
		return addWhere(target, query, table, check.where);
	};
	return {
		count: rows().countDistinct({ count: key }),
		ids(most, options) {
			const ids = rows().distinct({ id: key }).limit(most);
			return options?.inOrder ? ids.orderBy(key) : ids;
		},
	};
}

function parentRow(target: Target, { parent }: JsonCheck, leaf: Knex.Raw): Knex.QueryBuilder {
	const table: Table = { collection: parent.collection, alias: 'p' };
	const needsCast = isPostgres(target.knex) && !isText(typeOf(target, parent.collection, parent.column));
	const query = from(target, table)
		.select(target.knex.raw('1'))
		.whereRaw(needsCast ? 'cast(?? as text) = ?' : '?? = ?', [`p.${parent.column}`, leaf]);
	return addWhere(target, query, table, parent.where);
}

const postgresWalk = (knex: Knex): Walk => ({
	root: (column) => knex.raw('lateral (select cast(?? as jsonb) as v) as s0', [column]),
	key: (step, before, key) =>
		knex.raw('lateral (select ?? -> cast(? as text) as v) as ??', [`${before}.v`, key, step]),
	elements: (step, before) =>
		knex.raw(
			`lateral jsonb_array_elements(case jsonb_typeof(??) when 'array' then ?? else '[]' end) as ?? (v)`,
			[`${before}.v`, `${before}.v`, step],
		),
	anything: (step, before) =>
		knex.raw(`lateral jsonb_path_query(??, 'strict $.**') as ?? (v)`, [`${before}.v`, step]),
	leaves: (before) =>
		knex.raw(
			`lateral (select element #>> '{}' as v from jsonb_array_elements(case jsonb_typeof(??) when 'array' then ?? when 'string' then jsonb_build_array(??) when 'number' then jsonb_build_array(??) else '[]' end) as list (element) where jsonb_typeof(element) in ('string', 'number')) as leaf`,
			[`${before}.v`, `${before}.v`, `${before}.v`, `${before}.v`],
		),
	leaf: knex.raw('leaf.v'),
	has: (step, key, value) => knex.raw('?? ->> cast(? as text) = ?', [`${step}.v`, key, value]),
});

/** `json_each` takes no text that is no JSON, so each step sees only the kind of value that it is about. */
const sqliteWalk = (knex: Knex): Walk => ({
	root: (column) =>
		knex.raw(`json_each(json_array(json(case when json_valid(??) then ?? else 'null' end))) as s0`, [
			column,
			column,
		]),
	key: (step, before, key) =>
		knex.raw(`json_each(case ?? when 'object' then ?? else '{}' end) as ?? on ?? = ?`, [
			`${before}.type`,
			`${before}.value`,
			step,
			`${step}.key`,
			key,
		]),
	elements: (step, before) =>
		knex.raw(`json_each(case ?? when 'array' then ?? else '[]' end) as ??`, [
			`${before}.type`,
			`${before}.value`,
			step,
		]),
	anything: (step, before) =>
		knex.raw(`json_tree(case when ?? in ('array', 'object') then ?? else '[]' end) as ??`, [
			`${before}.type`,
			`${before}.value`,
			step,
		]),
	leaves: (before) =>
		knex.raw(
			`json_each(case when ?? = 'array' then ?? when ?? in ('text', 'integer', 'real') then json_array(??) else '[]' end) as leaf on leaf.type in ('text', 'integer', 'real')`,
			[`${before}.type`, `${before}.value`, `${before}.type`, `${before}.atom`],
		),
	leaf: knex.raw('cast(leaf.value as text)'),
	has: (step, key, value) =>
		knex.raw(`(case ?? when 'object' then json_extract(??, ?) end) = ?`, [
			`${step}.type`,
			`${step}.value`,
			`$."${key}"`,
			value,
		]),
});
