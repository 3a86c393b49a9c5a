import { createRequire } from 'node:module';
import { join } from 'node:path';
import { directusFolder } from '../../host/paths.ts';
import type { Host } from '../../test/support/host/index.ts';
import { onCleanUp } from './clean-up.ts';
import { major } from './hosts.ts';

interface Client {
	connect(): Promise<void>;
	query(sql: string): Promise<unknown>;
	on(event: 'notification', listener: () => void): void;
	end(): Promise<void>;
}

/**
 * The moments, by performance.now(), at which PostgreSQL committed changes of served content. It delivers a
 * notification when the transaction that sent it has been committed, and not before.
 */
export async function listenForCommits({ knex, env }: Host): Promise<readonly number[]> {
	await knex.raw(`
		create function bench_notify() returns trigger language plpgsql as
			$$ begin perform pg_notify('bench_commits', ''); return null; end $$;
		create trigger bench_notify after update on bebetter_revision
			for each statement execute function bench_notify()`);

	const require = createRequire(join(directusFolder(major), 'package.json'));
	const { Client } = require('pg') as { Client: new (config: { connectionString: string }) => Client };
	const client = new Client({ connectionString: env['DB_CONNECTION_STRING']! });
	const commits: number[] = [];
	client.on('notification', () => commits.push(performance.now()));
	await client.connect();
	await client.query('listen bench_commits');
	onCleanUp(() => client.end());
	return commits;
}
