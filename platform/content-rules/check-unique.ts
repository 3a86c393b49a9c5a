import type { Knex } from 'knex';
import { taken } from '../../domain/content/check-taken.ts';
import type { Problem } from '../../domain/problem.ts';
import type { Collection } from '../../schema/model/collection.ts';
import type { Row } from './stored-rows.ts';

/** Says at the field, in the editor's language, what the database would refuse in its own words. */
export async function checkUnique(
	knex: Knex,
	of: Collection,
	payload: Row,
	rows: readonly Row[],
): Promise<Problem[]> {
	const problems: Problem[] = [];
	for (const fields of uniqueFields(of).filter((names) => names.some((name) => name in payload))) {
		if (await isTaken(knex, of, fields, rows)) {
			problems.push(
				taken(
					fields,
					fields.map((field) => of.fields[field]!.label),
				),
			);
		}
	}
	return problems;
}

function uniqueFields(of: Collection): (readonly string[])[] {
	const single = Object.entries(of.fields).filter(([, field]) => field.unique && !field.primaryKey);
	const together = of.indexes.filter(({ unique }) => unique);
	return [...single.map(([name]) => [name]), ...together.map(({ columns }) => columns)];
}

async function isTaken(
	knex: Knex,
	of: Collection,
	fields: readonly string[],
	rows: readonly Row[],
): Promise<boolean> {
	const values = rows
		.map((row) => fields.map((field) => row[field]))
		.filter((of) => of.every((value) => typeof value === 'string' && value !== ''));
	if (new Set(values.map((row) => JSON.stringify(row))).size < values.length) return true;

	const ids = rows.map((row) => row['id']).filter((id) => id !== undefined) as string[];
	for (const row of values) {
		const same = Object.fromEntries(fields.map((field, index) => [field, row[index] as string]));
		const other: unknown = await knex(of.name).select('id').where(same).whereNotIn('id', ids).first();
		if (other) return true;
	}
	return false;
}
