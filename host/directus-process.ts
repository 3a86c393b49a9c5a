import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { bundleState } from './bundle-state.ts';
import { lineSplitter, readableLogs } from './directus-logs.ts';
import { explainFailure } from './explain-failure.ts';
import { directusCli } from './install-directus.ts';
import { type Major, workFolder } from './paths.ts';
import { PlainError } from './plain-error.ts';
import { assertPortFree } from './ports.ts';
import { type ProcessResult, runProcess } from './run-process.ts';

export interface DirectusOptions {
	major: Major;
	env: Record<string, string>;
	/** The folder it runs in. Gets a package.json, without which Directus loads no extension at all. */
	cwd: string;
	onLog?: (line: string) => void;
	/** How long the start may take; provisioning an old, large database is part of it. */
	timeoutMs?: number;
	/** False for an instance that is meant to run without the bundle. */
	expectBundle?: boolean;
}

export interface RunningDirectus {
	url: string;
	pid: number;
	/** Everything written so far, as text. */
	logs(): string;
	/** Resolves when the process has ended. */
	exited: Promise<void>;
	/** Asks it to finish its requests and end; insists after the grace period. */
	stop(graceMs?: number): Promise<void>;
	kill(signal: NodeJS.Signals): void;
}

/** Directus is some ten thousand modules; keeping what Node compiled makes every start but the first much shorter. */
const compileCache = join(workFolder, 'compile-cache');

const running = new Set<ChildProcess>();
process.on('exit', () => {
	for (const child of running) child.kill('SIGKILL');
});

/** Runs a `directus` command, ours included, to its end. */
export async function runDirectus(
	options: DirectusOptions,
	args: string[],
	show = false,
): Promise<ProcessResult> {
	prepareFolder(options.cwd);
	const { cwd } = options;
	const env = { NODE_COMPILE_CACHE: compileCache, ...options.env };
	return runProcess(process.execPath, [directusCli(options.major), ...args], { cwd, env, show });
}

/** Creates or upgrades Directus's own tables. Our bundle stays out of it: its tables are not there yet. */
export async function bootstrapDirectus(options: DirectusOptions): Promise<void> {
	const extensions = join(options.cwd, 'no-extensions');
	mkdirSync(extensions, { recursive: true });
	const env = { ...options.env, EXTENSIONS_PATH: extensions, LOG_STYLE: 'raw' };
	const result = await runDirectus({ ...options, env }, ['bootstrap']);
	if (result.code === 0) return;
	const lines = `${result.stdout}\n${result.stderr}`.split('\n').filter(Boolean);
	throw new PlainError(explainFailure(readableLogs(lines), options.env));
}

/** Starts Directus and returns when it answers and the bundle is loaded; otherwise says in one sentence why not. */
export async function startDirectus(options: DirectusOptions): Promise<RunningDirectus> {
	const { env, cwd } = options;
	const port = Number(env['PORT'] ?? 8055);
	await assertPortFree(port, env['HOST']);
	prepareFolder(cwd);

	const stopper = new URL('./stop-with-parent.mjs', import.meta.url).href;
	const child = spawn(process.execPath, ['--import', stopper, directusCli(options.major), 'start'], {
		cwd,
		env: { NODE_COMPILE_CACHE: compileCache, ...env, LOG_STYLE: 'raw' },
		stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
		// A process group of its own: Ctrl-C reaches us, and we stop it once and in order.
		detached: true,
	});
	running.add(child);

	const lines: string[] = [];
	const collect = (line: string) => {
		lines.push(line);
		options.onLog?.(line);
	};
	child.stdout?.on('data', lineSplitter(collect));
	child.stderr?.on('data', lineSplitter(collect));
	const exited = new Promise<void>((resolve) => {
		child.once('close', () => {
			running.delete(child);
			resolve();
		});
	});

	const directus: RunningDirectus = {
		url: `http://127.0.0.1:${port}`,
		pid: child.pid ?? 0,
		logs: () => readableLogs(lines),
		exited,
		stop: (graceMs) => stop(child, exited, graceMs),
		kill: (signal) => void child.kill(signal),
	};
	try {
		await waitUntilReady(directus, child, options);
	} catch (error) {
		await directus.stop(2000);
		throw error;
	}
	return directus;
}

async function waitUntilReady(
	directus: RunningDirectus,
	child: ChildProcess,
	options: DirectusOptions,
): Promise<void> {
	const limit = options.timeoutMs ?? 180_000;
	const deadline = Date.now() + limit;
	while (!(await answers(directus.url))) {
		if (hasEnded(child)) {
			await directus.exited;
			throw new PlainError(explainFailure(directus.logs(), options.env));
		}
		if (Date.now() > deadline) throw new PlainError(`Directus did not answer within ${limit / 1000} s.`);
		await sleep(100);
	}
	if (options.expectBundle === false) return;
	const state = await bundleState(directus.url, options.env['ADMIN_TOKEN'], directus.logs());
	if (state === 'missing')
		throw new PlainError(`Directus started without the bundle: ${lastLines(directus.logs())}`);
	if (state === 'disabled') {
		throw new PlainError(
			'The bundle is switched off: switch it on under Settings > Extensions in the Studio.',
		);
	}
}

async function answers(url: string): Promise<boolean> {
	try {
		const response = await fetch(`${url}/server/ping`, { signal: AbortSignal.timeout(2000) });
		return response.ok;
	} catch {
		return false;
	}
}

async function stop(child: ChildProcess, exited: Promise<void>, graceMs = 15_000): Promise<void> {
	if (hasEnded(child)) return exited;
	child.kill('SIGTERM');
	const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
	await exited;
	clearTimeout(timer);
}

function hasEnded(child: ChildProcess): boolean {
	return child.exitCode !== null || child.signalCode !== null;
}

function lastLines(text: string): string {
	return text.split('\n').slice(-5).join('\n');
}

function prepareFolder(folder: string): void {
	mkdirSync(folder, { recursive: true });
	const manifest = join(folder, 'package.json');
	if (!existsSync(manifest)) writeFileSync(manifest, '{ "name": "bebetter-instance", "private": true }\n');
}
