import { afterAll, beforeAll, expect, it } from 'vitest';
import {
	bothMajorsAndDatabases,
	describeOnHosts,
	type Host,
	startHost,
	withUser,
} from '../support/host/index.ts';

describeOnHosts(
	'the packed bundle',
	(kind) => {
		let host: Host;

		beforeAll(async () => {
			host = await startHost({ ...kind, name: 'boot' });
		});
		afterAll(() => host?.stop());

		it('is loaded and enabled', async () => {
			const extensions = await host.admin<{ bundle: string | null; meta: object; schema: object }[]>(
				'GET',
				'/extensions',
			);
			expect(extensions.find((extension) => extension.bundle === null)).toMatchObject({
				schema: { name: 'directus-extension-bebetter', type: 'bundle' },
				meta: { enabled: true },
			});
		});

		it('comes with a direct connection to the database of the instance', async () => {
			const { token } = await withUser(host, { role: 'Administrator' });
			expect(await host.knex('directus_users').where({ token })).toHaveLength(1);
		});

		it('survives a restart with the same data', async () => {
			await host.restart();
			expect((await host.fetch('/server/ping')).status).toBe(200);
			expect(await host.admin('GET', '/users?limit=-1')).toHaveLength(2);
		});
	},
	{ only: bothMajorsAndDatabases },
);
