/*
 * Every npm script comes through here. The rest of the project is TypeScript for Node 22, which a fresh machine does
 * not have yet: this file runs on any Node from 18, installs the dependencies (Node 22 is one of them), and hands over.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statfsSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const modules = join(root, 'node_modules');
const binaries = join(modules, '.bin');
const stampFile = join(modules, '.bebetter-installed');
const commands = ['start', 'dev', 'directus', 'build', 'bench', 'test', 'docs'];

const [command = '', ...args] = process.argv.slice(2);
if (!commands.includes(command)) stop(`"${command}" is not a command. Use one of: ${commands.join(', ')}.`);

const [major = 0] = process.versions.node.split('.').map(Number);
if (major < 20) {
	stop(
		`Node ${process.versions.node} is too old: install Node 20 or newer (https://nodejs.org) and try again.`,
	);
}

installDependencies();
handOver();

/** Installs what package-lock.json names, unless exactly that is installed already. */
function installDependencies() {
	const wanted = createHash('sha256')
		.update(readFileSync(join(root, 'package-lock.json')))
		.digest('hex');
	const installed = existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : '';
	if (installed === wanted && nodeIsThere()) return;

	const { bavail, bsize } = statfsSync(root);
	const free = bavail * bsize;
	if (free < 1e9) {
		stop(`The disk is nearly full: ${Math.round(free / 1e6)} MB are free, the dependencies need 1000 MB.`);
	}

	const started = Date.now();
	process.stderr.write('Installing dependencies (once, about a minute)…\n');
	const npm = runNpm(['ci', '--no-audit', '--no-fund', '--loglevel=error', '--progress=true']);
	if (npm.error) stop('npm was not found: install it together with Node (https://nodejs.org) and try again.');
	if (npm.status !== 0) stop('"npm ci" failed; its own message is above.');
	if (!nodeIsThere()) {
		stop(
			'Node 22 was not installed: allow install scripts ("npm config delete ignore-scripts") and try again.',
		);
	}
	writeFileSync(stampFile, wanted);
	process.stderr.write(`Dependencies installed in ${Math.round((Date.now() - started) / 1000)} s.\n`);
}

/**
 * "npm run" puts node_modules/.bin first in PATH. `npm ci` deletes that folder, so the npm that runs it must not be
 * running on the Node inside it.
 */
function runNpm(parameters) {
	const path = (process.env.PATH ?? '').split(delimiter).filter((part) => !part.startsWith(modules));
	const env = { ...process.env, PATH: path.join(delimiter) };
	return spawnSync('npm', parameters, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] });
}

function nodeIsThere() {
	return spawnSync(join(binaries, 'node'), ['--version'], { stdio: 'ignore' }).status === 0;
}

/** Runs the command under Node 22 with the same terminal; its exit code becomes ours. */
function handOver() {
	const file = join(root, 'host', 'commands', `${command}.ts`);
	const env = { ...process.env, PATH: [binaries, process.env.PATH].join(delimiter) };
	const child = spawn(join(binaries, 'node'), ['--disable-warning=ExperimentalWarning', file, ...args], {
		cwd: root,
		env,
		stdio: 'inherit',
	});
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
	child.on('error', (error) => stop(`Node 22 could not be started: ${error.message}`));
	child.on('exit', (code, signal) => {
		process.exitCode = code ?? 128 + (signal ? constants.signals[signal] : 0);
	});
}

function stop(sentence) {
	process.stderr.write(`${sentence}\n`);
	process.exit(1);
}
