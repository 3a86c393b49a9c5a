import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { directusFolder, type Major } from '../../../host/paths.ts';

/** Connects with the host's own knex and drivers: no other native module has to be built for the tests. */
export function connectTo(major: Major, env: Record<string, string>): Knex {
	const require = createRequire(join(directusFolder(major), 'package.json'));
	const knex = require('knex') as (config: Knex.Config) => Knex;
	if (env['DB_CLIENT'] === 'sqlite3') {
		return knex({
			client: 'sqlite3',
			connection: { filename: env['DB_FILENAME'] ?? '' },
			useNullAsDefault: true,
			pool: {
				min: 0,
				max: 1,
				// The instance holds the file most of the time; waiting is right, SQLITE_BUSY is not what a test asks about.
				// What a test writes need not outlast the machine's power, and a slow disk is no failure.
				afterCreate: (
					connection: { exec(sql: string, done: (error?: Error) => void): void },
					done: () => void,
				) => connection.exec('PRAGMA busy_timeout = 5000; PRAGMA synchronous = OFF', done),
			},
		});
	}
	return knex({ client: 'pg', connection: env['DB_CONNECTION_STRING'] ?? '', pool: { min: 0, max: 4 } });
}
