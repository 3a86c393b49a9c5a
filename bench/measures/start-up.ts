import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startDirectus } from '../../host/directus-process.ts';
import type { Host } from '../../test/support/host/index.ts';
import { host, major } from '../support/hosts.ts';
import { atMost, type Measure } from '../support/measure.ts';
import { median } from '../support/stats.ts';

/** What the bundle adds to the time until Directus answers its first ping. */
export const startUp: Measure = {
	name: 'start-up',
	async *run({ rounds }) {
		const instance = await host();
		await instance.kill('SIGTERM');
		const none = join(instance.folder, 'no-extensions');
		mkdirSync(none, { recursive: true });
		const contenders = [
			{ name: 'bare', env: { EXTENSIONS_PATH: none, EXTENSIONS_MUST_LOAD: 'false' }, bundle: false },
			{ name: 'without provisioning', env: { BEBETTER_PROVISION_ON_START: 'false' }, bundle: true },
			{ name: 'complete', env: {}, bundle: true },
		];
		const times = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));

		// The first round fills the file system's cache.
		for (let round = 0; round <= rounds; round += 1)
			for (const { name, env, bundle } of contenders) {
				const milliseconds = await timeToPing(instance, env, bundle);
				if (round > 0) times.get(name)!.push(milliseconds);
			}

		const seconds = (name: string) => median(times.get(name)!) / 1000;
		const how = `median of ${rounds} starts each, in turn, on one provisioned SQLite database with seed content, to the first ping`;
		yield {
			name: 'start-up added to a bare Directus',
			value: seconds('complete') - seconds('bare'),
			unit: 's',
			target: atMost(0.5),
			how,
		};
		yield {
			name: 'provisioning when nothing changed',
			value: seconds('complete') - seconds('without provisioning'),
			unit: 's',
			target: atMost(2),
			how: `${how}; the difference that BEBETTER_PROVISION_ON_START makes`,
		};
		yield { name: 'start of a bare Directus', value: seconds('bare'), unit: 's', target: null, how };
	},
};

async function timeToPing(instance: Host, changes: Record<string, string>, bundle: boolean): Promise<number> {
	const env = { ...instance.env, ...changes };
	const started = performance.now();
	const starting = startDirectus({ major, cwd: instance.folder, env, expectBundle: bundle });
	// A start that fails is reported below; until then nobody waits for it.
	starting.catch(() => undefined);
	const milliseconds = await firstPing(instance.url, started);
	const directus = await starting;
	await directus.stop(5_000);
	return milliseconds;
}

async function firstPing(url: string, started: number): Promise<number> {
	while (performance.now() - started < 120_000) {
		try {
			if ((await fetch(`${url}/server/ping`)).ok) return performance.now() - started;
		} catch {
			// Not yet.
		}
		await sleep(10);
	}
	throw new Error('Directus did not answer within two minutes');
}
