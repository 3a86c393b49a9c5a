import { spawn } from 'node:child_process';
import { hostModule } from '../../host-module.ts';

export interface HostCommand {
	/** Directus's own environment. */
	readonly env: Readonly<Record<string, unknown>>;
	/** What differs in it. */
	readonly changes: Readonly<Record<string, string>>;
	readonly signal: AbortSignal;
	readonly onLine?: (line: string) => void;
}

/** A restored database is nobody's yet: what instances share is left alone, and nobody is told of anything. */
const alone = {
	CACHE_ENABLED: 'false',
	CACHE_STORE: 'memory',
	RATE_LIMITER_ENABLED: 'false',
	SYNCHRONIZATION_STORE: 'memory',
	TELEMETRY: 'false',
	BEBETTER_PROVISION_ON_START: 'false',
};
const shared = /^(DB_|REDIS|BEBETTER_REDIS_URL|SYNCHRONIZATION_|CACHE_|RATE_LIMITER_|PROJECT_OWNER)/;
const keptLines = 40;

/**
 * Runs `directus <arguments>` in a process of its own with another database.
 *
 * @returns everything it wrote
 * @throws {Error} with the end of what it wrote, when it fails
 */
export async function runHostCommand(
	args: readonly string[],
	{ env, changes, signal, onLine }: HostCommand,
): Promise<string[]> {
	const child = spawn(process.execPath, [hostModule('@directus/api/cli/run.js'), ...args], {
		env: environmentOf(env, changes),
		stdio: ['ignore', 'pipe', 'pipe'],
		signal,
		killSignal: 'SIGKILL',
	});
	const lines: string[] = [];
	for (const stream of [child.stdout, child.stderr]) {
		let rest = '';
		stream.setEncoding('utf8').on('data', (text: string) => {
			const parts = (rest + text).split('\n');
			rest = parts.pop() ?? '';
			for (const line of parts) {
				lines.push(line);
				onLine?.(line);
			}
		});
		stream.on('end', () => rest && lines.push(rest));
	}
	const code = await new Promise<number | null>((resolve, reject) => {
		child.once('error', reject);
		child.once('close', resolve);
	});
	if (code === 0) return lines;
	throw new Error(`"directus ${args.join(' ')}" failed: ${lines.slice(-keptLines).join('\n')}`);
}

/**
 * Directus prefers its configuration file to variables, so what it read there becomes variables. Texts are as they were
 * written; of the rest Directus has made numbers and lists, so the variable itself is better where there is one.
 */
function environmentOf(
	env: Readonly<Record<string, unknown>>,
	changes: Readonly<Record<string, string>>,
): Record<string, string> {
	const result: Record<string, string> = {};
	for (const name of Object.keys({ ...env, ...process.env })) {
		const value = typeof env[name] === 'string' ? env[name] : (process.env[name] ?? env[name]);
		if (shared.test(name) || value === undefined || value === null) continue;
		result[name] = typeof value === 'object' && !Array.isArray(value) ? JSON.stringify(value) : String(value);
	}
	return { ...result, ...alone, ...changes, CONFIG_PATH: 'none.json' };
}
