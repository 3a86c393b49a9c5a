import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { version } from '../../package.json';
import type { HostContext } from '../host-context.ts';
import { ledgerTable } from '../provision/ledger.ts';
import { machineTables } from '../provision/machine-tables.ts';
import type { BackupSource } from './create-backup.ts';
import { backupsTable } from './tables.ts';
import { uploadFinder } from './find-upload.ts';
import { systemTables, type TableToBackUp } from './tables-to-back-up.ts';

/** Directus tells its version to users only, and asks no further who it is. */
const administrator = {
	admin: true,
	app: true,
	user: '00000000-0000-4000-8000-000000000000',
	role: null,
	roles: [],
	ip: null,
} as never;

/** Everything of a project that is in its database. */
export function backupSourceOf(context: HostContext): BackupSource {
	const { database: knex, services } = context;
	const options = async () => ({
		knex,
		schema: await context.getSchema({ bypassCache: true }),
		accountability: administrator,
	});
	return {
		knex,
		tables: async () => {
			const rows: { collection: string }[] = await knex('directus_collections').select('collection');
			const { collections } = (await options()).schema;
			// The schema has every table of the database, and the rows have folders too.
			return tablesOf(rows.map(({ collection }) => collection).filter((name) => name in collections));
		},
		describeSchema: async () => new services.SchemaService(await options()).snapshot(),
		versions: async () => {
			const info = (await new services.ServerService(await options()).serverInfo()) as { version?: string };
			return { bebetter: version, directus: info.version ?? 'unknown' };
		},
		findUpload: uploadFinder(context),
		temporaryFolder: temporaryFolderOf(context),
	};
}

/** Every collection of the project, ours and others, what our code keeps besides, and Directus's own as far as needed. */
function tablesOf(collections: readonly string[]): TableToBackUp[] {
	const own = collections.filter((name) => !name.startsWith('directus_')).toSorted();
	// Which backups there are is told by the storage.
	const machine = [...Object.keys(machineTables), ledgerTable].filter((name) => name !== backupsTable);
	return [
		...systemTables,
		...own.map((table) => ({ table, kind: 'collection' as const })),
		...machine.toSorted().map((table) => ({ table, kind: 'machine' as const })),
	];
}

export const temporaryFolderOf = ({ env }: Pick<HostContext, 'env'>): string =>
	String(env['TEMP_PATH'] ?? join(tmpdir(), 'bebetter'));
