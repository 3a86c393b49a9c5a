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
	},
	{ only: ['12-sqlite'] },
);
