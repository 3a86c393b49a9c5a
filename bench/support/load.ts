import { execFile, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Load {
	readonly url: string;
	readonly headers?: Readonly<Record<string, string>>;
	readonly seconds: number;
	readonly connections?: number;
}

export interface LoadResult {
	readonly perSecond: number;
	/** Milliseconds. */
	readonly p50: number;
	readonly p99: number;
	/** Failed connections and answers of 400 and above. */
	readonly errors: number;
}

const hasWrk = (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, 'wrk')));

/** The same for all contenders of a run. */
export const generator = hasWrk ? 'wrk, 1 thread' : 'node:http in a process of its own';

/** Sends requests as fast as they are answered. */
export async function load(options: Load): Promise<LoadResult> {
	return hasWrk ? loadWithWrk(options) : loadWithNode(options);
}

async function loadWithWrk({ url, headers = {}, seconds, connections = 64 }: Load): Promise<LoadResult> {
	const script = join(import.meta.dirname, 'wrk-report.lua');
	const args = ['-t1', `-c${connections}`, `-d${seconds}s`, '-s', script];
	for (const [name, value] of Object.entries(headers)) args.push('-H', `${name}: ${value}`);
	const { stdout } = await run('wrk', [...args, url], { timeout: seconds * 1000 + 30_000 });
	const report = /^RESULT (.*)$/m.exec(stdout)?.[1];
	if (!report) throw new Error(`wrk reported nothing: ${stdout}`);
	const { requests, microseconds, errors, p50, p99 } = JSON.parse(report) as Record<string, number>;
	return {
		perSecond: requests! / (microseconds! / 1e6),
		p50: p50!,
		p99: p99!,
		errors: errors!,
	};
}

function loadWithNode(options: Load): Promise<LoadResult> {
	const child = fork(join(import.meta.dirname, 'node-load.ts'), [JSON.stringify(options)]);
	return new Promise((resolve, reject) => {
		child.once('message', (result) => resolve(result as LoadResult));
		child.once('error', reject);
		child.once('exit', (code) => reject(new Error(`The load generator ended with ${code}`)));
	});
}
