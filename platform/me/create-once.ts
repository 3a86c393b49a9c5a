import { createHash } from 'node:crypto';
import { ApiError } from '../http/errors.ts';
import type { OwnRow, OwnValues } from './own-collections.ts';
import type { OwnRows } from './own-rows.ts';

type Repeatable = 'meal_logs' | 'pantry';

/**
 * Adds a row for a request that a phone may have to repeat. The same body under the same `client_id` makes one row,
 * however often and in how many requests at once it is sent.
 *
 * @param valuesOf is asked only when there is no such row yet
 * @throws {ApiError} 409 CLIENT_ID_TAKEN when the first request under that id had another body
 */
export async function createOnce<Name extends Repeatable>(
	rows: OwnRows,
	name: Name,
	body: { readonly client_id?: string | undefined },
	valuesOf: () => OwnValues<Name>,
): Promise<{ row: OwnRow<Name>; isNew: boolean }> {
	const { client_id } = body;
	if (client_id === undefined) return rows.create(name, valuesOf(), null);

	const client_digest = digestOf(body);
	const unless = [{ column: 'client_id', is: '=', value: client_id }] as const;
	const known = await rows.first(name, { where: unless });
	const { row, isNew } = known
		? { row: known, isNew: false }
		: await rows.create(name, { ...valuesOf(), client_id, client_digest }, unless);
	const first = row as { id: string; client_digest: string | null };
	if (first.client_digest !== client_digest)
		throw new ApiError(
			409,
			'CLIENT_ID_TAKEN',
			`The client_id "${client_id}" was used for another request; make a new one for each row.`,
			{ field: 'client_id', id: first.id },
		);
	return { row, isNew };
}

/** The same for the same fields, in whatever order they came. */
const digestOf = (body: object): string =>
	createHash('sha256')
		.update(JSON.stringify(Object.entries(body).sort(([a], [b]) => (a < b ? -1 : 1))))
		.digest('hex');
