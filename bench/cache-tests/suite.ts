import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { workFolder } from '../../host/paths.ts';
import { onCleanUp } from '../support/clean-up.ts';
import type { Kind, Outcomes } from './score.ts';

const execute = promisify(execFile);

export interface SuiteTest {
	readonly id: string;
	readonly group: string;
	readonly kind: Kind;
}

/** The public suite http-tests/cache-tests: an origin that does as each test tells it, and a client that judges. */
export interface Suite {
	readonly name: string;
	/** Those for proxies; browsers have a few of their own. */
	readonly tests: readonly SuiteTest[];
	/** Starts the origin. @returns its address, without a slash at the end */
	readonly startOrigin: () => Promise<string>;
	/** Runs the client against a cache. */
	readonly judge: (base: string) => Promise<Outcomes>;
}

const release = '0.4.5';

/**
 * The release on npm, or a newer checkout that `BEBETTER_CACHE_TESTS` names. It is installed into a folder of its own:
 * it depends on all of npm 6, whose `npm` would take the place of the real one in `node_modules/.bin`.
 */
export async function loadSuite(): Promise<Suite> {
	const checkout = process.env['BEBETTER_CACHE_TESTS'];
	const folder = checkout ?? (await install());
	// The engine has moved since the release.
	const engine = existsSync(join(folder, 'test-engine')) ? join(folder, 'test-engine') : folder;
	return {
		name: checkout ? `checkout ${await commitOf(checkout)}` : `http-cache-tests ${release} from npm`,
		tests: await readTests(folder),
		startOrigin: () => startOrigin(join(engine, 'server/server.mjs')),
		judge: (base) => judge(join(engine, 'cli.mjs'), base),
	};
}

async function install(): Promise<string> {
	const folder = join(workFolder, `cache-tests-${release}`);
	const suite = join(folder, 'node_modules/http-cache-tests');
	if (existsSync(suite)) return suite;
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, 'package.json'), '{ "private": true }');
	const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
	await execute('npm', ['install', ...quiet, `http-cache-tests@${release}`], { cwd: folder });
	return suite;
}

async function commitOf(folder: string): Promise<string> {
	const { stdout } = await execute('git', ['-C', folder, 'rev-parse', '--short', 'HEAD']);
	return stdout.trim();
}

interface Group {
	readonly id: string;
	readonly tests: readonly { readonly id: string; readonly kind?: Kind; readonly browser_only?: boolean }[];
}

async function readTests(folder: string): Promise<SuiteTest[]> {
	const groups = [...(await importGroups(folder, 'index.mjs'))];
	// The release's client adds these itself.
	if (existsSync(join(folder, 'tests/surrogate-control.mjs')))
		groups.push(...(await importGroups(folder, 'surrogate-control.mjs')));
	return groups.flatMap(({ id: group, tests }) =>
		tests
			.filter((test) => test.browser_only !== true)
			.map(({ id, kind = 'required' }) => ({ id, group, kind })),
	);
}

async function importGroups(folder: string, file: string): Promise<Group[]> {
	const { default: exported } = (await import(pathToFileURL(join(folder, 'tests', file)).href)) as {
		default: Group | Group[];
	};
	return [exported].flat();
}

/** The suite is configured as npm configures a script; an empty `id` means every test. */
function settings(values: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
	const all = { protocol: 'http', id: '', base: '', port: '', ...values };
	const named = Object.entries(all).map(([name, value]) => [`npm_package_config_${name}`, value]);
	const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('npm_'));
	return Object.fromEntries([...inherited, ...named]) as NodeJS.ProcessEnv;
}

async function startOrigin(file: string): Promise<string> {
	const port = String(await freePort());
	const pidfile = join(workFolder, 'cache-tests-origin.pid');
	const child = spawn(process.execPath, [file], {
		cwd: dirname(file),
		env: settings({ port, pidfile }),
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	onCleanUp(async () => void child.kill());
	const lines = createInterface(child.stdout);
	const listening = new Promise<void>((resolve) => {
		lines.on('line', (line) => line.startsWith('Listening') && resolve());
	});
	const failed = once(child, 'exit').then(() => {
		throw new Error('the origin of cache-tests did not start; its own message is above');
	});
	await Promise.race([listening, failed]);
	// It is stopped in the end.
	failed.catch(() => undefined);
	return `http://127.0.0.1:${port}`;
}

async function freePort(): Promise<number> {
	const server = createServer().listen(0);
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	server.close();
	await once(server, 'close');
	return port;
}

async function judge(file: string, base: string): Promise<Outcomes> {
	const { stdout } = await execute(process.execPath, ['--no-warnings', file], {
		cwd: dirname(file),
		env: settings({ base }),
		maxBuffer: 1e8,
	});
	return JSON.parse(stdout) as Outcomes;
}
