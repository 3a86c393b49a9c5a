import { z } from 'zod';
import { decodeCursor, encodeCursor, type CursorValues } from '../../../domain/paging/cursor.ts';
import { unansweredColumns } from '../../../schema/answers/own.ts';
import { columnsOf, rowSchema, type Collection } from '../../../schema/model/collection.ts';
import type { ColumnType } from '../../../schema/model/field.ts';
import { invalidQuery } from '../../http/errors.ts';
import { ownCollections, type OwnCollection, type OwnRow } from '../own-collections.ts';
import type { ListQuery, OwnRows, SortKey } from '../own-rows.ts';

export interface Page<Row> {
	readonly rows: readonly Row[];
	/** Asks for the page after this one; null on the last. */
	readonly next_cursor: string | null;
}

/** A row as its owner sees it. */
export const shown = <Row extends object>(row: Row): Omit<Row, (typeof unansweredColumns)[number]> =>
	Object.fromEntries(
		Object.entries(row).filter(([name]) => !(unansweredColumns as readonly string[]).includes(name)),
	) as Omit<Row, (typeof unansweredColumns)[number]>;

export function shownSchema(of: Collection, without: readonly string[] = []): z.ZodObject {
	const shape = Object.entries(rowSchema(of).shape);
	const hidden = [...unansweredColumns, ...without] as readonly string[];
	return z.object(
		Object.fromEntries(shape.filter(([name]) => !hidden.includes(name))) as Record<string, z.ZodType>,
	);
}

export const pageSchema = (row: z.ZodType) =>
	z.object({ data: z.array(row), meta: z.object({ next_cursor: z.string().nullable() }) });

/**
 * One page of a list. Where it ends is remembered by the sort values of its last row, so rows that come or go
 * elsewhere make no page repeat or skip one.
 *
 * @throws {ApiError} 400 INVALID_QUERY for a cursor of another list
 */
export async function readPage<Name extends OwnCollection>(
	rows: OwnRows,
	name: Name,
	{ where = [], order }: Pick<ListQuery, 'where' | 'order'>,
	{ limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<OwnRow<Name>>> {
	const after = cursor === undefined ? null : readCursor(name, order, cursor);
	const found = await rows.list(name, { where, order, after, limit: limit + 1 });
	const page = found.slice(0, limit);
	return { rows: page, next_cursor: found.length > limit ? cursorOf(page.at(-1)!, order) : null };
}

const cursorOf = (row: object, order: readonly SortKey[]): string =>
	encodeCursor(
		order.map(
			({ column, whenEmpty }) => ((row as Record<string, string | null>)[column] ?? whenEmpty) as string,
		),
	);

const patterns: Partial<Record<ColumnType, RegExp>> = {
	uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
	date: /^\d{4}-\d\d-\d\d$/,
	timestamp: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
};

function readCursor(name: OwnCollection, order: readonly SortKey[], cursor: string): CursorValues {
	const types = new Map(columnsOf(ownCollections[name]).map(([column, { type }]) => [column, type]));
	const expected = order.map(({ column }) => patterns[types.get(column)!] ?? /^[^]*$/);
	const values = decodeCursor(cursor, expected);
	const isTime = order.map(({ column }) => ['date', 'timestamp'].includes(types.get(column)!));
	if (!values || values.some((value, index) => isTime[index] && isNoTime(String(value))))
		throw invalidQuery('cursor', 'is none of this list; leave it out to begin with the first page.');
	return values;
}

/** A day such as 31 February, which JavaScript would move to March. */
function isNoTime(value: string): boolean {
	const time = new Date(value);
	return Number.isNaN(time.getTime()) || !time.toISOString().startsWith(value.slice(0, 10));
}
