import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { freePort } from '../../host/ports.ts';

/** A Redis of the test's own, which it may kill. */
export interface OwnRedis {
	readonly url: string;
	readonly port: number;
	start(): Promise<void>;
	/** Ends it at once, as a crash would. */
	kill(): Promise<void>;
	/** A connection that never throws by itself; disconnected at the end. */
	client(): Redis;
	/** Stops the process from running without ending it, until it is resumed. */
	freeze(): void;
	thaw(): void;
	stop(): Promise<void>;
}

/** @param keepsData writes everything to a file, so that it comes back with what it had */
export async function ownRedis({ keepsData = false, started = true } = {}): Promise<OwnRedis> {
	const port = await freePort();
	const folder = mkdtempSync(join(tmpdir(), 'bebetter-redis-'));
	const url = `redis://127.0.0.1:${port}`;
	const clients: Redis[] = [];
	let server: ChildProcess | undefined;

	const own: OwnRedis = {
		url,
		port,
		start: async () => {
			const persistence = keepsData
				? ['--appendonly', 'yes', '--appendfsync', 'always']
				: ['--appendonly', 'no'];
			const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder];
			server = spawn('redis-server', [...options, ...persistence], { stdio: 'ignore' });
			await untilReady(url);
		},
		kill: async () => {
			const ended = new Promise((resolve) => server?.once('exit', resolve));
			if (!server || server.exitCode !== null || server.signalCode !== null) return;
			server.kill('SIGKILL');
			await ended;
		},
		client: () => {
			const client = new Redis(url, { maxRetriesPerRequest: null, retryStrategy: () => 50 });
			client.on('error', () => undefined);
			clients.push(client);
			return client;
		},
		freeze: () => void server?.kill('SIGSTOP'),
		thaw: () => void server?.kill('SIGCONT'),
		stop: async () => {
			for (const client of clients) client.disconnect();
			await own.kill();
			rmSync(folder, { recursive: true, force: true });
		},
	};
	if (started) await own.start();
	return own;
}

async function untilReady(url: string): Promise<void> {
	const deadline = Date.now() + 10_000;
	for (;;) {
		const probe = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
		probe.on('error', () => undefined);
		try {
			await probe.connect();
			await probe.ping();
			return;
		} catch (error) {
			if (Date.now() > deadline) throw error;
			await sleep(30);
		} finally {
			probe.disconnect();
		}
	}
}
