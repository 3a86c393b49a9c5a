import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { configOf } from '../config.ts';
import type { HostContext } from '../host-context.ts';
import { later, now } from '../jobs/ledger/clock.ts';
import { ProcessSingleton } from '../process-singleton.ts';
import { throttledWarning } from '../throttled-warning.ts';
import { processesTable } from './tables.ts';

/** `all` answers requests and works jobs, `web` only answers, `worker` only works. */
export type ProcessRole = 'all' | 'web' | 'worker';

const everyMs = 15_000;
/** Rows of processes that gave no sign for so long are deleted, ms. */
const forgottenMs = 3_600_000;

/** Makes this process known in the database while it runs, for whoever asks which there are. */
export class Heartbeat {
	readonly #context: HostContext;
	readonly #id = randomUUID();
	readonly #warn: (error: unknown, message: string) => void;
	#isRunning = false;
	#timer: NodeJS.Timeout | undefined;
	#isBeating = false;

	constructor(context: HostContext) {
		this.#context = context;
		this.#warn = throttledWarning(context.logger);
	}

	get isRunning(): boolean {
		return this.#isRunning;
	}

	/** Never throws: while the table or the database is away, it goes on trying. */
	start(role: ProcessRole): void {
		this.#isRunning = true;
		this.#timer = setInterval(() => void this.#beat(role), everyMs);
		this.#timer.unref();
		// Directus's own event for this comes when its database connections are closed already.
		for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, this.#leave);
		void this.#beat(role);
	}

	/** A reload of extensions goes on in the same process under another row. */
	stop(): void {
		this.#leave();
	}

	readonly #leave = (): void => {
		clearInterval(this.#timer);
		for (const signal of ['SIGTERM', 'SIGINT']) process.removeListener(signal, this.#leave);
		this.#context
			.database(processesTable)
			.where({ id: this.#id })
			.delete()
			.catch(() => undefined);
	};

	async #beat(role: ProcessRole): Promise<void> {
		// A database that hangs must not be asked again and again: each question would hold a connection.
		if (this.#isBeating) return;
		this.#isBeating = true;
		const { database } = this.#context;
		try {
			const seen_at = now(database);
			const beats = await database(processesTable).where({ id: this.#id }).update({ seen_at });
			if (beats > 0) return;
			await database(processesTable).where('seen_at', '<', later(database, -forgottenMs)).delete();
			await database(processesTable).insert({
				id: this.#id,
				role,
				host: hostname(),
				pid: process.pid,
				pool: database.client.pool?.max ?? 1,
				started_at: now(database),
				seen_at,
			});
		} catch (error) {
			this.#warn(error, 'BeBetter cannot note in the database that this process runs, and tries again');
		} finally {
			this.#isBeating = false;
		}
	}
}

const singleton = new ProcessSingleton<Heartbeat>('heartbeat');

export const heartbeatOf = (context: HostContext): Heartbeat =>
	singleton.get(
		() => new Heartbeat(context),
		(heartbeat) => heartbeat.start(configOf(context).BEBETTER_ROLE),
	);
