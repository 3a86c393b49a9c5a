import { randomUUID } from 'node:crypto';
import { columnsOf, type Collection } from '../../../schema/model/collection.ts';
import type { Field } from '../../../schema/model/field.ts';
import type { Host } from '../host/index.ts';

export interface StoredRow {
	readonly id: string;
	/** A text that is in this row and nowhere else. Whoever reads it has seen the row. */
	readonly marker: string;
}

/**
 * Writes a row past Directus: every column has a value, every text holds the marker. What the editors' rules would
 * refuse can be stored this way too.
 */
export async function storeRow(
	host: Host,
	of: Collection,
	marker: string,
	values: Record<string, unknown> = {},
): Promise<StoredRow> {
	const row: Record<string, unknown> = {};
	for (const [name, field] of columnsOf(of)) {
		const value = name in values ? values[name] : sampleValue(field, marker, isCounted(of, name));
		if (value !== undefined) row[name] = value;
	}
	await host.knex(of.name).insert(row);
	const [column] = markedColumns(of);
	const stored = await host.knex(of.name).where(column!, String(row[column!])).first('id');
	return { id: String(stored.id), marker };
}

/** Columns whose text is the whole marker. */
export function markedColumns(of: Collection): string[] {
	return columnsOf(of).flatMap(([name, field]) => (holdsMarker(field) ? [name] : []));
}

const holdsMarker = ({ type, choices, maxLength = 255 }: Field): boolean =>
	(type === 'string' || type === 'text') && !choices && maxLength >= 32;

let counted = 7;

/** Two rows with the same numbers would be one too many for a unique index. */
const isCounted = (of: Collection, name: string): boolean =>
	(of.indexes ?? []).some(({ columns, unique }) => unique === true && columns.includes(name));

function sampleValue(field: Field, marker: string, isCounted: boolean): unknown {
	if (field.autoIncrement) return undefined;
	if (field.primaryKey) return randomUUID();
	if (field.relation) return null;
	if (field.choices && field.type === 'string') return field.choices[0]?.value;
	switch (field.type) {
		case 'string':
		case 'text':
			return marker.slice(0, field.maxLength ?? 255);
		case 'json':
			return '[]';
		case 'boolean':
			return false;
		case 'date':
			return '2026-01-15';
		case 'timestamp':
			return new Date('2026-01-15T10:00:00Z');
		default:
			return isCounted ? (counted += 1) : 7;
	}
}
