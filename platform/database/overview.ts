import type { Knex } from 'knex';
import type { DatabaseView } from '../../domain/operations/database/contract.ts';
import { daysUntilFull, growthByTable, type DaySize } from '../../domain/operations/database/growth.ts';
import type { Config } from '../config.ts';
import { careForDatabaseJob } from '../jobs/definitions/care-for-database.ts';
import { readClock } from '../jobs/ledger/clock.ts';
import { listRuns } from '../jobs/ledger/list.ts';
import { isPostgres } from '../sql/database-kind.ts';
import { readConnections } from './connections.ts';
import { freeSpace } from './free-space.ts';
import { bloatedIndexes, missingIndexes, unusedIndexes } from './indexes.ts';
import { readSizes } from './size-history.ts';
import { databaseBytes, measureTables, type TableSize } from './sizes.ts';

const growthDays = 30;
/** SQLite measures by reading the whole file, with everybody waiting: a larger one is shown as it was at night. */
const measuredLiveUntil = 200 * 1024 * 1024;
/** Reading a table of so many rows whole, and so often, is worth a look. */
const largeRows = 10_000;
const manyWholeReads = 100;

/** Everything that is to be known of the database, as the page and the command show it. */
export async function readDatabase(knex: Knex, config: Config): Promise<DatabaseView> {
	const now = await readClock(knex);
	const bytes = await databaseBytes(knex);
	const free = await freeSpace(knex, config, bytes);
	const history = await readSizes(knex, now, growthDays);
	const growth = growthByTable(history);
	const total = growth.size === 0 ? null : [...growth.values()].reduce((sum, perDay) => sum + perDay, 0);
	const isLive = isPostgres(knex) || bytes <= measuredLiveUntil;
	const tables = isLive ? (await measureTables(knex)).map(measured) : lastRecorded(history);
	const connections = await readConnections(knex);

	return {
		kind: isPostgres(knex) ? 'postgres' : 'sqlite',
		version: await versionOf(knex),
		bytes,
		free_bytes: free,
		growth_per_day: total,
		days_until_full: total === null ? null : daysUntilFull(free, total),
		sizes_as_of: isLive ? null : asOf(history),
		tables: tables.map((table) => ({ ...table, growth_per_day: growth.get(table.table) ?? null })),
		missing_indexes: (await missingIndexes(knex)).map((index) => ({ ...index, columns: [...index.columns] })),
		unused_indexes: await unusedIndexes(knex),
		bloated_indexes: await bloatedIndexes(knex),
		connections: connections && {
			max: connections.max,
			used: connections.used,
			by_state: { ...connections.byState },
		},
		last_care: await lastCare(knex),
	};
}

type TableView = Omit<DatabaseView['tables'][number], 'growth_per_day'>;

const measured = (table: TableSize): TableView => ({
	table: table.table,
	bytes: table.bytes,
	index_bytes: table.indexBytes,
	rows: table.rows,
	dead_rows: table.deadRows,
	vacuumed_at: table.vacuumedAt,
	analysed_at: table.analysedAt,
	is_read_whole: isReadWhole(table),
});

const isReadWhole = ({ wholeReads, wholeReadRows }: TableSize): boolean =>
	wholeReads !== null &&
	wholeReadRows !== null &&
	wholeReads >= manyWholeReads &&
	wholeReadRows / wholeReads >= largeRows;

function lastRecorded(history: readonly DaySize[]): TableView[] {
	const day = history.at(-1)?.day;
	return history
		.filter((size) => size.day === day)
		.sort((one, other) => other.bytes - one.bytes)
		.map(({ table, bytes, rows }) => ({
			table,
			bytes,
			index_bytes: null,
			rows,
			dead_rows: null,
			vacuumed_at: null,
			analysed_at: null,
			is_read_whole: false,
		}));
}

function asOf(history: readonly DaySize[]): string | null {
	const day = history.at(-1)?.day;
	return day === undefined ? null : new Date(day).toISOString();
}

async function versionOf(knex: Knex): Promise<string> {
	if (isPostgres(knex)) return (await knex.raw('show server_version')).rows[0].server_version;
	const [{ version }] = await knex.raw('select sqlite_version() as version');
	return version;
}

async function lastCare(knex: Knex): Promise<DatabaseView['last_care']> {
	const { runs } = await listRuns(knex, { name: careForDatabaseJob, limit: 1 });
	const [run] = runs;
	return run ? { id: run.id, status: run.status, finished_at: run.finished_at } : null;
}
