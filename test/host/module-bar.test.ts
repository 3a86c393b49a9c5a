import { afterAll, beforeAll, expect, it } from 'vitest';
import { defaultModuleBar, type ModuleBarEntry, ourModules } from '../../schema/directus/module-bar.ts';
import { bothMajorsAndDatabases, describeOnHosts, type Host, startHost } from '../support/host/index.ts';

interface Settings {
	module_bar: ModuleBarEntry[] | null;
}

describeOnHosts(
	'the module bar',
	(kind) => {
		let host: Host;

		beforeAll(async () => {
			const env = { BEBETTER_PROVISION_ON_START: 'false' };
			host = await startHost({ ...kind, name: 'module-bar', env });
		});
		afterAll(() => host?.stop());

		const bar = async () => (await host.admin<Settings>('GET', '/settings')).module_bar;
		const store = (module_bar: readonly ModuleBarEntry[]) => host.admin('PATCH', '/settings', { module_bar });
		/** As in a project that was there before the modules. */
		const forget = (...ids: string[]) =>
			host
				.knex('bebetter_provisioned')
				.whereIn(
					'id',
					ids.map((id) => `module ${id}`),
				)
				.delete();
		const isOurs = ({ id }: ModuleBarEntry) => ourModules.some((module) => module.id === id);

		async function provision(): Promise<string> {
			const { code, stdout, stderr } = await host.cli(['bebetter', 'provision']);
			expect(code, stderr).toBe(0);
			return stdout;
		}

		it('of a new project has ours beside everything that Directus shows', async () => {
			expect(await bar()).toBeNull();
			expect(await provision()).toContain('show screens, operations in the module bar');

			const stored = await bar();
			expect(stored?.filter((entry) => !isOurs(entry))).toEqual(defaultModuleBar);
			expect(stored?.slice(1, 3)).toEqual(ourModules);
			expect(await provision()).toContain('Nothing to do');
		});

		it('of an existing project keeps what its administrator chose, and gets ours', async () => {
			const link = { type: 'link', id: 'shop', name: 'Shop', url: 'https://example.com', enabled: true };
			const chosen = [
				link,
				{ type: 'module', id: 'files', enabled: false },
				{ type: 'module', id: 'settings', enabled: true, locked: true },
			];
			await store(chosen);
			await forget('screens', 'operations');
			await provision();
			expect(await bar()).toEqual([...ourModules, ...chosen]);
		});

		it('of a project that is older than one of ours gets that one, once', async () => {
			await store([ourModules[0]!, ...defaultModuleBar]);
			await forget('operations');
			expect(await provision()).toContain('show operations in the module bar');
			expect((await bar())?.filter(isOurs)).toEqual(ourModules);
			expect(await provision()).toContain('Nothing to do');
		});

		it.each([
			['turned off', [{ ...ourModules[0]!, enabled: false }, ...defaultModuleBar]],
			['taken out', defaultModuleBar],
		])('has it %s once an administrator wants it so', async (_, chosen) => {
			await store(chosen);
			expect(await provision()).toContain('Nothing to do');
			expect(await bar()).toEqual(chosen);
		});

		it('leaves it off where it was in the list before', async () => {
			const chosen = [...defaultModuleBar, { ...ourModules[0]!, enabled: false }];
			await store(chosen);
			await forget('screens');
			await provision();
			expect(await bar()).toEqual(chosen);
		});
	},
	{ only: bothMajorsAndDatabases },
);
