import { once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { alertsOf } from '../alerts/alerts.ts';
import { configOf } from '../config.ts';
import type { HostContext } from '../host-context.ts';
import { jobsOf } from '../jobs/jobs.ts';
import { maintenanceOf } from '../maintenance/watch.ts';
import { heartbeatOf } from '../processes/heartbeat.ts';
import type { Worker } from '../jobs/worker.ts';
import { print, finish } from './terminal.ts';
import type { Command, Run } from './command.ts';

/** Adds `directus bebetter worker`. */
export function registerWorkerCommand(bebetter: Command, _run: Run, context: HostContext): void {
	bebetter
		.command('worker')
		.description('Work background jobs until asked to end; any number of these may run')
		.option('--concurrency <number>', 'jobs at a time; by default BEBETTER_JOBS_CONCURRENCY')
		.option('--health-port <port>', 'answer GET on this port with 200 while all is well')
		.action((options) =>
			finish(
				runWorker(context, {
					concurrency: options['concurrency'] as string | undefined,
					healthPort: options['healthPort'] as string | undefined,
				}),
			),
		);
}

interface WorkerCommandOptions {
	/** As typed; by default that of the configuration. */
	readonly concurrency: string | undefined;
	/** As typed; without it there is no health answer. */
	readonly healthPort: string | undefined;
}

/** Without the database for so long, the process ends with an error for its supervisor to start it again, ms. */
const longestAwayMs = 60_000;
const checkEveryMs = 5_000;

const wholeNumber = (option: string, from: number, to: number) =>
	z.coerce
		.number(`${option} must be a number`)
		.int(`${option} must be a whole number`)
		.min(from, `${option} must be at least ${from}`)
		.max(to, `${option} must be at most ${to}`)
		.optional();

const optionsSchema = z.object({
	concurrency: wholeNumber('--concurrency', 1, 64),
	healthPort: wholeNumber('--health-port', 1, 65_535),
});

/** Works background jobs until it is asked to end; jobs under way are handed over at their place. */
export async function runWorker(context: HostContext, typed: WorkerCommandOptions): Promise<void> {
	const { concurrency = configOf(context).BEBETTER_JOBS_CONCURRENCY, healthPort } = readOptions(typed);
	const ended = askedToEnd();
	await maintenanceOf(context).start();
	heartbeatOf(context).start('worker');
	const jobs = jobsOf(context);
	const worker = jobs.work(concurrency);
	const alerts = alertsOf(context);
	alerts.start();

	try {
		if (healthPort !== undefined) await answerHealth(worker, healthPort);
		print(`Working background jobs, ${concurrency} at a time. Ctrl-C hands over what is under way.`);
		await Promise.race([ended, databaseIsLost(worker)]);
	} finally {
		await Promise.all([jobs.stop(), alerts.stop()]);
	}
	print('Handed over and stopped.');
}

function readOptions(typed: WorkerCommandOptions): z.infer<typeof optionsSchema> {
	const parsed = optionsSchema.safeParse(typed);
	if (parsed.success) return parsed.data;
	throw new Error(`${parsed.error.issues.map(({ message }) => message).join('; ')}.`);
}

const askedToEnd = (): Promise<unknown> => Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);

/** Never resolves; throws when the database has been away for too long. */
async function databaseIsLost(worker: Worker): Promise<never> {
	while (worker.sinceLastLookMs < longestAwayMs) await sleep(checkEveryMs);
	throw new Error(`The database has not answered for ${longestAwayMs / 1000} s.`);
}

/** 200 while it sees the ledger, 503 when it does not; for supervisors. */
async function answerHealth(worker: Worker, port: number): Promise<void> {
	const server = createServer((_request, response) => {
		const isWell = worker.sinceLastLookMs < longestAwayMs / 2;
		response
			.writeHead(isWell ? 200 : 503, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
			.end(
				JSON.stringify({
					status: isWell ? 'healthy' : 'unhealthy',
					running: worker.runningCount,
					since_ledger_seen_ms: worker.sinceLastLookMs,
				}),
			);
	});
	server.unref().listen(port);
	await once(server, 'listening');
}
