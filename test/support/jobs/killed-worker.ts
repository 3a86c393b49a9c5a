import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Knex } from 'knex';
import { expect } from 'vitest';

/**
 * Works jobs in a process of its own, which ends itself with SIGKILL at the moment its assignment names, or with 0. The
 * lease of one that was killed would end by itself a minute after the last sign of life; the test does not wait for it.
 *
 * @param script a module of test/support that takes its assignment as its first argument, in JSON
 * @returns whether it was killed; it may never have come to that moment
 */
export async function workUntilKilled(knex: Knex, script: URL, assignment: object): Promise<boolean> {
	const args = ['--disable-warning=ExperimentalWarning', script.pathname, JSON.stringify(assignment)];
	const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
	let complaints = '';
	child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
	const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
	expect([code, signal], complaints).toEqual(signal ? [null, 'SIGKILL'] : [0, null]);
	await knex('job_runs')
		.where({ status: 'running' })
		.update({ lease_until: new Date(0), crashes: 0 });
	return signal === 'SIGKILL';
}
