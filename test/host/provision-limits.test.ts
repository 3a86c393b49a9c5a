import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { flows } from '../../schema/flows/index.ts';
import { describeOnHosts, type Host, startHost } from '../support/host/index.ts';

/** Directus 12 without a licence. */
const activeFlowsAllowed = 5;

describeOnHosts(
	'provisioning a project whose licence has no active flow left',
	(kind) => {
		let host: Host;
		beforeAll(async () => {
			host = await startHost({ ...kind, name: 'limits', env: { BEBETTER_PROVISION_ON_START: 'false' } });
			for (let made = 0; made < activeFlowsAllowed; made += 1)
				await host.admin('POST', '/flows', {
					id: randomUUID(),
					name: `theirs ${made}`,
					status: 'active',
					trigger: 'webhook',
				});
		});
		afterAll(() => host?.stop());

		it('makes ours inactive, says so, and leaves theirs as they are', async () => {
			const { code, stdout, stderr } = await host.cli(['bebetter', 'provision']);
			expect(code, stderr).toBe(0);
			const status = async (id: string) => (await host.knex('directus_flows').where({ id }).first()).status;
			for (const { id, name, withoutIt } of flows) {
				expect(stdout).toContain(`The flow ${name} is inactive`);
				expect(stdout).toContain(withoutIt);
				expect(await status(id)).toBe('inactive');
			}
			expect(await host.knex('directus_flows').where({ status: 'active' })).toHaveLength(activeFlowsAllowed);
		});

		it('has nothing to do the second time', async () => {
			expect((await host.cli(['bebetter', 'provision'])).stdout).toContain('Nothing to do');
		});
	},
	{ only: ['12-sqlite'] },
);
