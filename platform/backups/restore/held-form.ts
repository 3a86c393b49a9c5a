import { createHash, type Hash } from 'node:crypto';
import type { Column, ColumnKind } from '../columns.ts';
import type { Row, Value } from '../row-form.ts';

/** Digests rows as lines, whatever their portions. */
export class LinesDigest {
	readonly #hash: Hash = createHash('sha256');
	rows = 0;

	add(rows: readonly Row[]): void {
		if (rows.length === 0) return;
		this.rows += rows.length;
		this.#hash.update(`${rows.map((row) => JSON.stringify(row)).join('\n')}\n`);
	}

	digest(): string {
		return this.#hash.digest('hex');
	}
}

const number = /^\s*-?\d/;

/**
 * A row as the table that it is restored to can hold it. Between databases of one kind nothing changes. SQLite numbers
 * its rows with smaller integers, keeps times to the millisecond, and JSON that is one number as that number.
 *
 * @param columns of that table
 */
export function asHeld(target: 'sqlite' | 'postgres', columns: readonly Column[], row: Row): Row {
	const held: Row = {};
	for (const { name, kind } of columns) held[name] = heldValue(target, kind, row[name] ?? null);
	return held;
}

function heldValue(target: 'sqlite' | 'postgres', kind: ColumnKind, value: Value): Value {
	if (kind === 'bigint' && typeof value === 'number') return String(value);
	if (typeof value !== 'string') return value;
	if (kind === 'integer') return Number(value);
	if (target === 'postgres') return kind === 'datetime' ? value.replace(/Z$/, '') : value;
	if (kind === 'timestamp' || kind === 'datetime') {
		const time = new Date(value);
		return Number.isNaN(time.getTime()) ? value : time.toISOString();
	}
	return kind === 'json' && number.test(value) ? String(Number(value)) : value;
}
