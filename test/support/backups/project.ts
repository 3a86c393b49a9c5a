import { tmpdir } from 'node:os';
import type { Knex } from 'knex';
import type { BackupSource } from '../../../platform/backups/create-backup.ts';
import { backupTables } from '../../../platform/backups/tables.ts';
import { systemTables } from '../../../platform/backups/tables-to-back-up.ts';
import { events } from '../../../schema/collections/events.ts';
import { jobRuns } from '../../../schema/collections/job-runs.ts';
import { scratchDatabase, type ScratchDatabase } from '../scratch-database.ts';
import type { Database } from '../host/types.ts';

/** What must not come into a backup without a key. */
export const secrets = ['$argon2id$canary', 'canary-static-token', 'Bearer canary-header', 'canary-licence'];

/** Values that databases and JSON like to change. */
export const awkward = {
	id: 'x1',
	big: '9007199254740993',
	exact: 0.1,
	flag: true,
	day: '2026-03-29',
	moment: new Date('2026-03-29T01:30:00.123Z'),
	text: 'فطور\n"\\\t\u2028 🍳',
	json: '{"b":1,"a":[1.50,null,"é"]}',
};

/** A project without Directus: some tables of ours, some of its, and one with every kind of column. */
export async function scratchProject(database: Database, name: string): Promise<ScratchDatabase> {
	const scratch = await scratchDatabase(database, name, [events, jobRuns]);
	const knex = scratch.connect();
	for (const [table, define] of Object.entries(backupTables)) await knex.schema.createTable(table, define);
	await knex.schema.createTable('directus_users', (columns) => {
		columns.uuid('id').primary();
		columns.string('email');
		columns.string('password');
		columns.string('token');
	});
	await knex.schema.createTable('directus_operations', (columns) => {
		columns.uuid('id').primary();
		columns.json('options');
	});
	await knex.schema.createTable('directus_settings', (columns) => {
		columns.increments('id');
		columns.string('project_name');
		columns.string('license_key');
	});
	await knex.schema.createTable('directus_files', (columns) => {
		columns.uuid('id').primary();
		columns.string('storage');
		columns.string('filename_disk');
		columns.bigInteger('filesize');
	});
	await knex.schema.createTable('awkward', (columns) => {
		columns.string('id').primary();
		columns.bigInteger('big');
		columns.double('exact');
		columns.boolean('flag');
		columns.date('day');
		columns.timestamp('moment', { useTz: true });
		columns.text('text');
		columns.json('json');
	});
	return scratch;
}

export async function fillProject(knex: Knex): Promise<void> {
	await knex('directus_users').insert({
		id: '6b0c1a52-1f0e-4f6c-9a53-0d1f3f0e5a11',
		email: 'person@example.com',
		password: secrets[0],
		token: secrets[1],
	});
	await knex('directus_operations').insert({
		id: '1d1ad4f0-6e7c-4b62-8f26-0c5a4f5f8a22',
		options: JSON.stringify({
			url: 'https://example.com/hook',
			headers: [{ header: 'Authorization', value: secrets[2] }],
		}),
	});
	await knex('directus_settings').insert({ project_name: 'Trial', license_key: secrets[3] });
	await knex('directus_files').insert([
		{ id: 'a9f1cf1e-0d0c-4f5f-9f2b-6d8f0f3b5a31', storage: 'local', filename_disk: 'kept.jpg', filesize: 3 },
		{ id: 'b9f1cf1e-0d0c-4f5f-9f2b-6d8f0f3b5a32', storage: 'local', filename_disk: 'lost.jpg', filesize: 9 },
	]);
	await knex('awkward').insert([awkward, { id: 'x2' }]);
}

export async function emptyProject(knex: Knex): Promise<void> {
	const tables = [
		'directus_users',
		'directus_operations',
		'directus_settings',
		'directus_files',
		'awkward',
		'events',
		'job_runs',
	];
	for (const table of [...tables, ...Object.keys(backupTables)]) await knex(table).delete();
}

export function projectSource(knex: Knex): BackupSource {
	return {
		knex,
		tables: () =>
			Promise.resolve([
				...systemTables,
				...['awkward', 'events', 'job_runs'].map((table) => ({ table, kind: 'collection' as const })),
				{ table: 'bebetter_drills', kind: 'machine' },
			]),
		describeSchema: () => Promise.resolve({ collections: ['awkward', 'events'] }),
		versions: () => Promise.resolve({ bebetter: '0.0.0', directus: '12.4.0' }),
		findUpload: ({ name }) => Promise.resolve(name === 'lost.jpg' ? null : { bytes: 3, sha256: null }),
		temporaryFolder: tmpdir(),
	};
}
