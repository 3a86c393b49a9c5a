import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnHosts, type Host, startHost } from '../support/host/index.ts';
import { until } from '../support/publishing/reading.ts';

/** Whatever a reload leaves behind, so many leave it so many times. */
const reloads = 40;

interface Held {
	readonly intervals: number;
	readonly sockets: number;
	readonly listeners: Readonly<Record<string, number>>;
}

describeOnHosts(
	'U1: reloads of extensions',
	(kind) => {
		let host: Host;
		beforeAll(async () => {
			const counter = fileURLToPath(new URL('../support/host/count-resources.mjs', import.meta.url));
			const env = { NODE_OPTIONS: `--import ${counter}` };
			host = await startHost({ ...kind, name: 'reloads', provisioned: 'empty', redis: true, env });
		});
		afterAll(() => host?.stop());

		const readings = (): Held[] =>
			Array.from(host.logs().matchAll(/^held (.+)$/gm), ([, json]) => JSON.parse(json!) as Held);
		async function held(): Promise<Held> {
			const before = readings().length;
			await host.kill('SIGUSR2');
			await until('what the process holds', async () => readings().length > before, 10_000);
			return readings().at(-1)!;
		}

		it('leave no timer, no listener and no connection to Redis behind, however many they are', async () => {
			const extensions = await host.admin<{ id: string; schema: { name: string } | null }[]>(
				'GET',
				'/extensions',
			);
			const { id } = extensions.find(({ schema }) => schema?.name === 'directus-extension-bebetter')!;
			const reload = async () => {
				await host.admin('PATCH', `/extensions/${id}`, { meta: { enabled: true } });
				// Answered when it has ended. Directus on SQLite does not survive a PATCH before that: it waits for the
				// reload inside its transaction, and the reload waits for the one connection.
				await host.admin('GET', '/extensions');
			};

			for (let time = 0; time < 5; time += 1) await reload();
			const before = await held();
			for (let time = 0; time < reloads; time += 1) await reload();
			await expect
				.poll(held, { timeout: 20_000, interval: 1_000 })
				.toMatchObject({ intervals: before.intervals, listeners: before.listeners });
			expect((await held()).sockets - before.sockets).toBeLessThan(10);
			await until('it serves', async () => (await host.fetch('/mobile/foods')).status === 200, 20_000);
			expect(() => process.kill(host.pid, 0)).not.toThrow();
			expect(host.logs()).not.toMatch(/unhandled|uncaught/i);
		});
	},
	{ only: ['12-sqlite'] },
);
