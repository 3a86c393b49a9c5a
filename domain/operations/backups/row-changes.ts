type Value = string | number | boolean | null;
export type StoredRow = Readonly<Record<string, Value>>;

/** What restoring a row would do. */
export type RowChange =
	/** It is not there any more. */
	| { readonly kind: 'insert'; readonly key: string }
	/** It is there and differs: each column as it is, and as it is in the backup. */
	| {
			readonly kind: 'overwrite';
			readonly key: string;
			readonly columns: Readonly<Record<string, { readonly now: Value; readonly backup: Value }>>;
	  }
	/** It is there and the same. */
	| { readonly kind: 'same'; readonly key: string };

/** @param now the row as it is; undefined when it is not there */
export function rowChange(key: string, backup: StoredRow, now: StoredRow | undefined): RowChange {
	if (!now) return { kind: 'insert', key };
	const differing = Object.keys(backup).filter((name) => name in now && now[name] !== backup[name]);
	if (differing.length === 0) return { kind: 'same', key };
	const columns = Object.fromEntries(
		differing.map((name) => [name, { now: now[name] ?? null, backup: backup[name] ?? null }]),
	);
	return { kind: 'overwrite', key, columns };
}
