import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { versionTag } from '../../domain/delivery/if-match.ts';
import type { CursorValues } from '../../domain/paging/cursor.ts';
import { isUuid } from '../../domain/text/uuid.ts';
import type { HostContext } from '../host-context.ts';
import { ApiError, notFound } from '../http/errors.ts';
import { comparableColumn, comparableValue } from '../sql/comparable-column.ts';
import { decodeRow } from '../sql/decode-row.ts';
import { guardedConnection } from '../sql/guarded-connection.ts';
import {
	ownCollections,
	type OwnCollection,
	type OwnRow,
	type OwnValues,
	type WritableCollection,
} from './own-collections.ts';

export interface Condition {
	readonly column: string;
	readonly is: '=' | '<' | '<=' | '>=';
	/** null asks for empty values. */
	readonly value: string | number | null;
}

/** One column of an order that is total: the last one is the id. */
export interface SortKey {
	readonly column: string;
	readonly down?: boolean;
	/** Stands in for an empty value. */
	readonly whenEmpty?: string;
}

export interface ListQuery {
	readonly where?: readonly Condition[];
	readonly order: readonly SortKey[];
	/** The sort values of the row that the page comes after. */
	readonly after?: CursorValues | null | undefined;
	readonly limit: number;
}

export interface GroupSums {
	readonly group: string;
	readonly rows: number;
	readonly sums: Readonly<Record<string, number | null>>;
	/** How many rows have a value in each column. */
	readonly known: Readonly<Record<string, number>>;
}

const batchSize = 500;

/**
 * The rows of one person, and the only way to private rows that routes have: every statement made here is limited to
 * the owner, whatever it is asked for. Rows of others are not found.
 */
export class OwnRows {
	readonly #context: HostContext;
	readonly #user: string;

	constructor(context: HostContext, user: string) {
		this.#context = context;
		this.#user = user;
	}

	async find<Name extends OwnCollection>(name: Name, id: string): Promise<OwnRow<Name> | null> {
		if (!isUuid(id)) return null;
		const row: Record<string, unknown> | undefined = await this.#mine(name).where({ id }).first();
		return row ? decode(name, row) : null;
	}

	/** @throws {ApiError} 404 NOT_FOUND */
	async get<Name extends OwnCollection>(name: Name, id: string): Promise<OwnRow<Name>> {
		const row = await this.find(name, id);
		if (!row) throw noSuchRow(id);
		return row;
	}

	async list<Name extends OwnCollection>(
		name: Name,
		{ where = [], order, after, limit }: ListQuery,
	): Promise<OwnRow<Name>[]> {
		const query = this.#mine(name);
		for (const condition of where) this.#limit(query, name, condition);
		if (after) query.andWhereRaw(this.#beyond(name, order, after));
		for (const { column, down, whenEmpty } of order)
			query.orderByRaw(`? ${down ? 'desc' : 'asc'}`, [this.#column(name, column, whenEmpty)]);
		const rows: Record<string, unknown>[] = await query.limit(limit);
		return rows.map((row) => decode(name, row));
	}

	async first<Name extends OwnCollection>(
		name: Name,
		query: Partial<Omit<ListQuery, 'limit'>> = {},
	): Promise<OwnRow<Name> | null> {
		const [row] = await this.list(name, { order: [{ column: 'id' }], ...query, limit: 1 });
		return row ?? null;
	}

	/** Every row, read in parts, so that memory does not grow with what a person has. */
	async *all<Name extends OwnCollection>(name: Name): AsyncGenerator<OwnRow<Name>> {
		let after: CursorValues | null = null;
		do {
			const rows: OwnRow<Name>[] = await this.list(name, {
				order: [{ column: 'id' }],
				after,
				limit: batchSize,
			});
			yield* rows;
			const last = rows.at(-1) as { id: string } | undefined;
			after = rows.length === batchSize ? [last!.id] : null;
		} while (after);
	}

	/** Sums of columns for each value of the column `by`, in its order; the database adds up. */
	async sums(
		name: OwnCollection,
		{ by, columns, where }: { by: string; columns: readonly string[]; where: readonly Condition[] },
	): Promise<GroupSums[]> {
		const { database } = this.#context;
		const group = this.#column(name, by);
		const query = this.#mine(name)
			.select(database.raw('? as ??', [group, 'group']))
			.count({ rows: '*' })
			.groupByRaw('?', [group])
			.orderByRaw('?', [group]);
		for (const condition of where) this.#limit(query, name, condition);
		for (const column of columns)
			query.select(
				database.raw('sum(??) as ??', [column, `sum_${column}`]),
				database.raw('count(??) as ??', [column, `known_${column}`]),
			);

		const rows: Record<string, unknown>[] = await query;
		const each = (row: Record<string, unknown>, prefix: string) =>
			Object.fromEntries(columns.map((column) => [column, row[`${prefix}_${column}`]]));
		return rows.map((row) => ({
			group: String(decodeRow(ownCollections[name], { [by]: row['group'] })[by]),
			rows: Number(row['rows']),
			sums: mapValues(each(row, 'sum'), (sum) => (sum === null ? null : Number(sum))),
			known: mapValues(each(row, 'known'), Number),
		}));
	}

	/**
	 * Adds a row unless there is one with the same values in the columns `unless` (which the database keeps unique):
	 * of two requests at once one makes it and both get it.
	 */
	async create<Name extends WritableCollection>(
		name: Name,
		values: OwnValues<Name>,
		unless: readonly Condition[] | null,
	): Promise<{ row: OwnRow<Name>; isNew: boolean }> {
		const existing = unless && (await this.first(name, { where: unless }));
		if (existing) return { row: existing, isNew: false };

		const id = randomUUID();
		try {
			const service = await this.#service(name, this.#context.database);
			await service.createOne({ ...values, id, user: this.#user });
		} catch (error) {
			const other = unless && (await this.first(name, { where: unless }));
			if (!other) throw error;
			return { row: other, isNew: false };
		}
		return { row: await this.get(name, id), isNew: true };
	}

	/**
	 * Changes a row, if it still has one of the accepted versions, and counts its version up. The check, the count
	 * and the change are one transaction: of two phones that hold the same version one wins.
	 *
	 * @param accepted null accepts every version
	 * @throws {ApiError} 404 NOT_FOUND; 412 PRECONDITION_FAILED with the version that is there
	 */
	async update<Name extends WritableCollection>(
		name: Name,
		id: string,
		values: OwnValues<Name>,
		accepted: readonly number[] | null,
	): Promise<OwnRow<Name>> {
		if (!isUuid(id)) throw noSuchRow(id);
		const service = await this.#service(name, this.#holding(name, id, accepted));
		await service.updateOne(id, values as Record<string, unknown>);
		return this.get(name, id);
	}

	/** Deletes a row under the same conditions. */
	async remove(name: WritableCollection, id: string, accepted: readonly number[] | null): Promise<void> {
		if (!isUuid(id)) throw noSuchRow(id);
		const service = await this.#service(name, this.#holding(name, id, accepted));
		await service.deleteOne(id);
	}

	#mine(name: OwnCollection, knex: Knex = this.#context.database) {
		return knex(name).where({ user: this.#user });
	}

	/** A connection that first takes the row for its transaction, as long as it is the caller's and unchanged. */
	#holding(name: WritableCollection, id: string, accepted: readonly number[] | null): Knex {
		return guardedConnection(this.#context.database, async (transaction) => {
			const row = () => this.#mine(name, transaction).where({ id });
			const wanted = accepted ? row().whereIn('version', [...accepted]) : row();
			if ((await wanted.update({ version: transaction.raw('?? + 1', ['version']) })) > 0) return;
			const current: { version: number } | undefined = await row().first('version');
			throw current ? changedMeanwhile(current.version) : noSuchRow(id);
		});
	}

	async #service(name: WritableCollection, knex: Knex) {
		const { services, getSchema } = this.#context;
		// The caller has no permission of their own on Core; the owner's limit stands in for it.
		return new services.ItemsService(name, { schema: await getSchema(), knex, accountability: null });
	}

	#column(name: OwnCollection, column: string, whenEmpty?: string): Knex.Raw {
		return comparableColumn(this.#context.database, column, typeOf(name, column), whenEmpty);
	}

	#limit(query: Knex.QueryBuilder, name: OwnCollection, { column, is, value }: Condition): void {
		if (value === null) query.whereNull(column);
		else
			query.whereRaw(`? ${is} ?`, [this.#column(name, column), comparableValue(typeOf(name, column), value)]);
	}

	/** Rows behind a position in an order: beyond it in the first column, or level there and beyond in the rest. */
	#beyond(name: OwnCollection, order: readonly SortKey[], after: CursorValues): Knex.Raw {
		const { database } = this.#context;
		const [key, ...others] = order;
		if (!key) return database.raw('1 = 0');
		const column = this.#column(name, key.column, key.whenEmpty);
		const value = comparableValue(typeOf(name, key.column), after[0]!);
		return database.raw(`(? ${key.down ? '<' : '>'} ? or (? = ? and ?))`, [
			column,
			value,
			column,
			value,
			this.#beyond(name, others, after.slice(1)),
		] as never);
	}
}

const typeOf = (name: OwnCollection, column: string) => {
	const field = (ownCollections[name].fields as Record<string, { type: 'string' }>)[column];
	if (!field) throw new RangeError(`${name} has no column "${column}"`);
	return field.type;
};

const decode = <Name extends OwnCollection>(name: Name, row: Record<string, unknown>): OwnRow<Name> =>
	decodeRow(ownCollections[name], row) as OwnRow<Name>;

const mapValues = <V, W>(record: Readonly<Record<string, V>>, map: (value: V) => W): Record<string, W> =>
	Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));

const noSuchRow = (id: string): ApiError =>
	notFound('NOT_FOUND', `You have nothing with the id "${id.slice(0, 100)}" here.`);

/** @param version that is there now; 0 when there is nothing */
export const changedMeanwhile = (version: number): ApiError =>
	new ApiError(
		412,
		'PRECONDITION_FAILED',
		`This was changed meanwhile and is now version ${version}: read it, merge, and send it with "If-Match: ${versionTag(version)}".`,
		{ version },
		{ ETag: versionTag(version) },
	);
