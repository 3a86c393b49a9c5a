import type { Knex } from 'knex';
import { isDeepStrictEqual } from 'node:util';

export const ledgerTable = 'bebetter_provisioned';
const table = ledgerTable;
/** Well below the number of parameters that any database takes in one statement. */
const rowsPerInsert = 200;

/**
 * Remembers what provisioning wrote last, object by object. It tells an administrator's change apart from an
 * old default of ours: what still equals the record may be updated, what differs is theirs and stays.
 *
 * The table has no row in `directus_collections`, so it is invisible in the Studio and counts against no licence.
 */
export class ProvisionLedger {
	readonly #knex: Knex;
	readonly #records: Map<string, unknown>;

	private constructor(knex: Knex, records: Map<string, unknown>) {
		this.#knex = knex;
		this.#records = records;
	}

	static async open(knex: Knex, { readOnly = false } = {}): Promise<ProvisionLedger> {
		if (!(await knex.schema.hasTable(table))) {
			if (readOnly) return new ProvisionLedger(knex, new Map());
			await createTable(knex);
		}

		const rows: { id: string; applied: string }[] = await knex(table).select('id', 'applied');
		return new ProvisionLedger(knex, new Map(rows.map(({ id, applied }) => [id, JSON.parse(applied)])));
	}

	has(kind: string, key: string): boolean {
		return this.#records.has(recordKey(kind, key));
	}

	get(kind: string, key: string): unknown {
		return this.#records.get(recordKey(kind, key));
	}

	/** Everything of one kind that was ever written here. */
	all(kind: string): unknown[] {
		return [...this.#records].filter(([id]) => id.startsWith(`${kind} `)).map(([, applied]) => applied);
	}

	async record(kind: string, key: string, applied: unknown): Promise<void> {
		await this.recordAll(kind, [key], applied);
	}

	/** Writes the same for many objects at once. */
	async recordAll(kind: string, keys: readonly string[], applied: unknown): Promise<void> {
		const value = applied ?? null;
		const changed = keys.filter(
			(key) => !this.has(kind, key) || !isDeepStrictEqual(this.get(kind, key), value),
		);
		const rows = changed.map((key) => ({ id: recordKey(kind, key), applied: JSON.stringify(value) }));

		for (let from = 0; from < rows.length; from += rowsPerInsert)
			await this.#knex(table)
				.insert(rows.slice(from, from + rowsPerInsert))
				.onConflict('id')
				.merge();
		for (const key of changed) this.#records.set(recordKey(kind, key), value);
	}
}

const recordKey = (kind: string, key: string): string => `${kind} ${key}`;

async function createTable(knex: Knex): Promise<void> {
	await knex.schema.createTable(table, (columns) => {
		columns.string('id', 255).primary();
		columns.text('applied').notNullable();
	});
}
