import {
	appendFileSync,
	existsSync,
	mkdirSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { bootstrapDirectus, type DirectusOptions } from './directus-process.ts';
import { levelNumber, parseLogLine } from './directus-logs.ts';
import { assertDiskSpace } from './disk-space.ts';
import { directusFingerprint, ensureDirectus } from './install-directus.ts';
import { localConfig } from './local-config.ts';
import { ensureSecrets } from './local-secrets.ts';
import { bundleName, localFolder, repositoryRoot } from './paths.ts';
import { assertPortFree } from './ports.ts';

const bootstrapStamp = join(localFolder, 'bootstrapped');
const logFile = join(localFolder, 'directus.log');

/** Everything an instance on this machine needs before it starts: Directus, configuration, bundle, database. */
export async function prepareLocalInstance(overrides: Record<string, string> = {}): Promise<DirectusOptions> {
	assertDiskSpace(localFolder, 200, 'the instance');
	const secrets = ensureSecrets(join(localFolder, '.env'), process.env);
	const env = localConfig({ ...process.env, ...overrides }, secrets, localFolder);
	await assertPortFree(Number(env['PORT']), env['HOST']);
	const options: DirectusOptions = { major: 12, env, cwd: localFolder, onLog: logWriter(env) };
	await prepareLocalDatabase(options);
	return options;
}

/** Installs Directus, offers it the bundle and makes its tables, as far as that is not done. */
export async function prepareLocalDatabase(options: DirectusOptions): Promise<void> {
	await ensureDirectus(options.major);
	linkBundle();
	mkdirSync(join(localFolder, 'uploads'), { recursive: true });
	await bootstrapOnce(options);
}

/** The environment of the instance, for commands that work on its database while it runs. */
export function localInstanceOptions(): DirectusOptions {
	const secrets = ensureSecrets(join(localFolder, '.env'), process.env);
	return { major: 12, env: localConfig(process.env, secrets, localFolder), cwd: localFolder };
}

/** Directus loads the working copy through a link, so that a rebuild is picked up without copying. */
function linkBundle(): void {
	const folder = join(localFolder, 'extensions');
	const link = join(folder, bundleName);
	mkdirSync(folder, { recursive: true });
	rmSync(link, { recursive: true, force: true });
	symlinkSync(repositoryRoot, link, 'dir');
}

/**
 * The bootstrap takes four seconds to find out that nothing is to be done. Our own SQLite file is skipped when this
 * release made it; any other database may have been emptied since.
 */
async function bootstrapOnce(options: DirectusOptions): Promise<void> {
	const { env } = options;
	const file = env['DB_CLIENT'] === 'sqlite3' ? env['DB_FILENAME'] : undefined;
	const stamp = `${directusFingerprint(12)} ${file}`;
	const known = existsSync(bootstrapStamp) && readFileSync(bootstrapStamp, 'utf8') === stamp;
	if (known && file && existsSync(file)) return;
	process.stderr.write('Preparing the database…\n');
	await bootstrapDirectus(options);
	writeFileSync(bootstrapStamp, stamp);
}

/** Everything goes to a file; the terminal gets warnings, and what our bundle reports about itself. */
function logWriter(env: Record<string, string>): (line: string) => void {
	// True of every fresh SQLite instance, and nothing anybody has to act on.
	const harmless = /^Spatialite isn't installed/;
	const shown = levelNumber(process.env['LOG_LEVEL'] ?? 'warn');
	writeFileSync(logFile, '', { mode: 0o600 });
	return (line) => {
		appendFileSync(logFile, `${line}\n`);
		const { level, text } = parseLogLine(line);
		const ours = env['LOG_LEVEL'] === 'info' && level === 30 && /^\[?bebetter/i.test(text);
		if ((level >= shown && !harmless.test(text)) || ours) process.stderr.write(`  ${text}\n`);
	};
}
