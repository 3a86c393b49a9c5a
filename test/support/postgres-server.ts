import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../host/ports.ts';

/** A PostgreSQL of the test's own, which it may stop and freeze. */
export interface OwnPostgres {
	readonly url: string;
	start(): void;
	/** Ends it at once, as a crash would. */
	kill(): void;
	/** Stops all its processes from running without ending them, until they are thawed. */
	freeze(): void;
	thaw(): void;
	/** Fills it with what another database holds. */
	copyFrom(url: string): void;
	stop(): void;
}

const folders = '/usr/lib/postgresql';
const binaries = (): string | null => {
	const versions = existsSync(folders) ? readdirSync(folders).sort() : [];
	const folder = join(folders, versions.at(-1) ?? '', 'bin');
	return existsSync(join(folder, 'initdb')) ? folder : null;
};

/** PostgreSQL refuses to run as root. */
const isRoot = process.getuid?.() === 0;
const asPostgres = ['-u', 'postgres', '--'];

export const missingOwnPostgres: string | null =
	binaries() === null
		? 'there is no initdb: it comes with the PostgreSQL server'
		: isRoot && spawnSync('runuser', [...asPostgres, 'true']).status !== 0
			? 'as root the tests need runuser and the user postgres'
			: null;

/** @param settings of postgresql.conf, such as `shared_preload_libraries` */
export async function ownPostgres(settings: Readonly<Record<string, string>> = {}): Promise<OwnPostgres> {
	const folder = mkdtempSync(join(tmpdir(), 'bebetter-postgres-'));
	if (isRoot) execFileSync('chown', ['postgres', folder]);
	const data = join(folder, 'data');
	const port = await freePort();
	const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
	const run = (tool: string, args: readonly string[]): void => {
		const command = join(binaries()!, tool);
		// Not piped: the server would keep the pipe open for as long as it runs.
		if (isRoot) execFileSync('runuser', [...asPostgres, command, ...args], { stdio: 'ignore', cwd: folder });
		else execFileSync(command, args, { stdio: 'ignore', cwd: folder });
	};
	const control = (...args: string[]): void => run('pg_ctl', ['--pgdata', data, '--wait', ...args]);
	const signal = (name: NodeJS.Signals): void => {
		for (const pid of processesOf(data)) process.kill(pid, name);
	};

	const given = { fsync: 'off', listen_addresses: '127.0.0.1', ...settings };
	const options = [
		`-p ${port} -k ${folder}`,
		...Object.entries(given).map((pair) => `-c ${pair.join('=')}`),
	].join(' ');
	const own: OwnPostgres = {
		url,
		start: () => control('start', '--options', options, '--log', join(folder, 'log')),
		kill: () => control('stop', '--mode', 'immediate'),
		freeze: () => signal('SIGSTOP'),
		thaw: () => signal('SIGCONT'),
		copyFrom: (source) => {
			const dump = execFileSync(join(binaries()!, 'pg_dump'), ['--no-owner', source], { maxBuffer: 1e9 });
			execFileSync(join(binaries()!, 'psql'), ['--quiet', url], {
				input: dump,
				stdio: ['pipe', 'ignore', 'pipe'],
			});
		},
		stop: () => {
			if (existsSync(join(data, 'postmaster.pid'))) {
				own.thaw();
				own.kill();
			}
			rmSync(folder, { recursive: true, force: true });
		},
	};
	run('initdb', ['--pgdata', data, '--auth', 'trust', '--username', 'postgres', '--no-sync']);
	own.start();
	return own;
}

/** The server and its children, the server first: frozen, it starts no more of them. */
function processesOf(data: string): number[] {
	const server = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
	const children = readFileSync(`/proc/${server}/task/${server}/children`, 'utf8');
	return [server, ...children.split(' ').filter(Boolean).map(Number)];
}
