import type { TableShape } from './columns.ts';
import type { Row } from './row-form.ts';

/** The database as it was at one moment, whatever is written to it meanwhile. */
export interface Snapshot {
	readonly database: 'postgres' | 'sqlite';
	/** @returns null when there is no such table */
	shape(table: string): Promise<TableShape | null>;
	/** All rows in the order of the primary key, in portions; without one in the order they lie in. */
	rows(table: string, shape: TableShape, where?: string): AsyncGenerator<readonly Row[]>;
	/** On SQLite the copy that is read, a file; null elsewhere. */
	readonly file: string | null;
}

export interface SnapshotOptions {
	/** Where SQLite's copy goes for as long as it is read. */
	readonly temporaryFolder: string;
	readonly signal: AbortSignal;
}

/** Held in memory at a time. */
export const rowsAtOnce = 1_000;
