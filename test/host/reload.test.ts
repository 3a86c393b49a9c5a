import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnHosts, type Host, startHost } from '../support/host/index.ts';
import { read, until, untilServed } from '../support/publishing/reading.ts';

describeOnHosts(
	'a reload of extensions',
	(kind) => {
		let host: Host;
		beforeAll(async () => {
			const env = { EXTENSIONS_AUTO_RELOAD: 'true' };
			host = await startHost({ ...kind, name: 'reload', provisioned: 'seeded', env });
		});
		afterAll(() => host?.stop());

		it('goes on serving, noticing changes and working jobs', async () => {
			const path = '/mobile/foods/tomato';
			expect((await read(host, path)).status).toBe(200);
			const now = new Date();
			utimesSync(join(host.env['EXTENSIONS_PATH']!, 'directus-extension-bebetter/dist/api.js'), now, now);
			await until('the reload', async () => /Extensions? reloaded/i.test(host.logs()), 30_000);

			await host.knex('foods').where({ slug: 'tomato' }).update({ name_en: 'Reloaded' });
			await untilServed(host, path, ({ body }) => body.data.name_en === 'Reloaded');
			const job = { name: 'prune-jobs', payload: {}, wait: true };
			expect(await host.admin('POST', '/ops/jobs', job)).toMatchObject({ status: 'done' });
		});

		it('goes on answering health, and counts every request once', async () => {
			expect(await read(host, '/ops/health/ready')).toMatchObject({
				status: 200,
				body: { status: 'healthy' },
			});
			const headers = { authorization: `Bearer ${host.adminToken}` };
			const counted = async (): Promise<number> => {
				const text = await (await host.fetch('/ops/metrics', { headers })).text();
				const series = 'bebetter_http_requests_total{method="GET",route="/users/me",status="200"} ';
				return Number(text.split(series)[1]?.split('\n')[0] ?? 0);
			};
			const before = await counted();
			for (let turn = 0; turn < 3; turn += 1) await host.fetch('/users/me', { headers });
			await until('all are counted', async () => (await counted()) >= before + 3);
			expect(await counted()).toBe(before + 3);
		});
	},
	{ only: ['12-sqlite'] },
);
