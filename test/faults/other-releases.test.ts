import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Report } from '../../domain/operations/doctor/contract.ts';
import { startDirectus } from '../../host/directus-process.ts';
import { readReport } from '../support/checks.ts';
import {
	bothMajorsAndDatabases,
	describeOnHosts,
	type Host,
	startHost,
	withUser,
} from '../support/host/index.ts';
import { addedField, nextMinor } from '../support/next-minor.ts';
import { privateTables, writePrivateRows } from '../support/private-rows.ts';
import { read, untilServed } from '../support/publishing/reading.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 300_000 });

const tables = ['recipes', 'videos', 'sdui_screens', 'sdui_releases', 'app_settings', ...privateTables];

describeOnHosts(
	'U2: the bundle removed, upgraded and downgraded',
	(kind) => {
		let host: Host;
		let food: { id: string; slug: string };
		let own: string;
		let next: string;
		let content: Record<string, string>;

		beforeAll(async () => {
			next = await nextMinor();
			host = await startHost({ ...kind, name: 'releases', provisioned: 'seeded' });
			own = host.env['EXTENSIONS_PATH']!;
			food = await host.knex('foods').where({ status: 'published' }).orderBy('slug').first();
			const person = await withUser(host, { role: 'App User' });
			await writePrivateRows(host, person.id, { food: food.id });
			content = await digests();
		});
		afterAll(() => host?.stop());

		async function digests(): Promise<Record<string, string>> {
			const found: Record<string, string> = {};
			for (const table of tables) {
				const rows = await host.knex(table).orderBy('id');
				expect(rows.length, table).toBeGreaterThan(0);
				found[table] = createHash('sha256').update(JSON.stringify(rows)).digest('hex');
			}
			return found;
		}
		const name = async (): Promise<string> =>
			(await host.knex('foods').where({ id: food.id }).first()).name_en;
		const rename = (name_en: string) => host.admin('PATCH', `/items/foods/${food.id}`, { name_en });
		const served = (name_en: string) =>
			untilServed(host, `/mobile/foods/${food.slug}`, ({ body }) => body.data?.name_en === name_en, 10_000);
		/** The same instance, started without insisting on the bundle. */
		async function withoutBundle(env: Record<string, string>, work: () => Promise<void>): Promise<void> {
			await host.kill('SIGTERM');
			const directus = await startDirectus({
				major: kind.major,
				cwd: host.folder,
				env: { ...host.env, ...env },
				expectBundle: false,
			});
			try {
				await work();
			} finally {
				await directus.stop();
			}
		}
		async function expectInOrder(): Promise<void> {
			const { report } = readReport(await host.admin<Report>('GET', '/ops/verify'));
			expect(report.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
			expect((await host.fetch('/ops/health/ready')).status).toBe(200);
			expect(await digests()).toEqual(content);
		}

		it('removed, the data is an ordinary project of Directus, and put back it serves what was edited since', async () => {
			const none = join(host.folder, 'no-extensions');
			mkdirSync(none);
			await withoutBundle({ EXTENSIONS_PATH: none }, async () => {
				expect((await host.fetch('/mobile/foods')).status).toBe(404);
				await rename('Edited without the bundle');
				expect(await host.admin('GET', `/items/foods/${food.id}?fields=name_en`)).toEqual({
					name_en: 'Edited without the bundle',
				});
				expect(await digests()).toEqual(content);
			});
			await host.start();
			await served('Edited without the bundle');
			await expectInOrder();
			expect((await host.cli(['bebetter', 'provision', '--dry-run'])).stdout).toContain('Nothing to do');
		});

		it('upgraded, it adds what is new; downgraded, it leaves that alone; upgraded again, it is all there', async () => {
			await host.restart({ EXTENSIONS_PATH: next });
			await rename('Of the next release');
			await host.admin('PATCH', `/items/foods/${food.id}`, { [addedField]: 12 });
			await served('Of the next release');
			expect((await read(host, '/mobile/openapi.json')).body.info.version).toBe('0.2.0');
			await expectInOrder();

			await host.restart({ EXTENSIONS_PATH: own });
			await served('Of the next release');
			expect((await read(host, '/mobile/openapi.json')).body.info.version).toBe('0.1.0');
			await rename('Of the release before');
			await served('Of the release before');
			await expectInOrder();
			expect((await host.cli(['bebetter', 'provision', '--dry-run'])).stdout).toContain('Nothing to do');

			await host.restart({ EXTENSIONS_PATH: next });
			await served('Of the release before');
			const row = await host.knex('foods').where({ id: food.id }).first();
			expect(Number(row[addedField])).toBe(12);
			expect(await name()).toBe('Of the release before');
			await expectInOrder();
		});

		it('U3: with a variable that it cannot read, it says which; Directus starts if it may do without', async () => {
			const broken = { EXTENSIONS_PATH: own, BEBETTER_SLOW_QUERY_MS: 'soon' };
			await expect(host.restart(broken)).rejects.toThrow('BEBETTER_SLOW_QUERY_MS');
			await withoutBundle({ EXTENSIONS_MUST_LOAD: 'false' }, async () => {
				expect(await host.admin('GET', `/items/foods/${food.id}?fields=id`)).toEqual({ id: food.id });
				expect((await host.fetch('/mobile/foods')).status).toBe(404);
			});
			await host.restart({ BEBETTER_SLOW_QUERY_MS: '500', EXTENSIONS_MUST_LOAD: 'true' });
			await served('Of the release before');
			await expectInOrder();
		});
	},
	{ only: bothMajorsAndDatabases },
);
