import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseHashKeys } from '../../platform/people/hash-keys.ts';
import { hashPerson } from '../../platform/people/person-hash.ts';
import { saltOf } from '../../platform/people/people-tables.ts';
import { addEvents, eventRow, eventsInTable } from '../support/archive/events.ts';
import {
	bothMajorsAndDatabases,
	describeOnHosts,
	startHost,
	withUser,
	type Host,
	type TestUser,
} from '../support/host/index.ts';
import { phoneOf } from '../support/phone.ts';
import { until } from '../support/publishing/reading.ts';

const dayMs = 86_400_000;
const dayBefore = (days: number) => new Date(Date.now() - days * dayMs).toISOString().slice(0, 10);
const [older, old, young] = [dayBefore(100), dayBefore(99), dayBefore(3)];

describeOnHosts(
	'archives of events',
	(kind) => {
		let host: Host;
		let leaving: TestUser;
		let staying: TestUser;
		let hashes: string[];

		beforeAll(async () => {
			host = await startHost({ ...kind, name: 'archive', provisioned: 'empty' });
			[leaving, staying] = [
				await withUser(host, { role: 'App User' }),
				await withUser(host, { role: 'App User' }),
			];
			const [key] = parseHashKeys(host.env['BEBETTER_HASH_KEYS']!);
			hashes = [];
			for (const { id } of [leaving, staying])
				hashes.push(hashPerson(key!, id, await saltOf(host.knex, id)).hash);
			const of = (day: string, count: number, who: number) =>
				Array.from({ length: count }, (_, index) =>
					eventRow(`${day}T0${index % 10}:00:00.5Z`, {
						event_id: `${day} ${who} ${index}`,
						user_hash: hashes[who],
						hash_kid: 'k1',
						props: { kind: '=1+1', meal: 'غداء, "كبير"' },
					}),
				);
			await addEvents(host.knex, ...of(older, 30, 0), ...of(older, 20, 1), ...of(old, 5, 0));
			await addEvents(host.knex, ...of(young, 4, 0), ...of(young, 3, 1));
		});
		afterAll(() => host?.stop());

		const download = async (query: string, token = host.adminToken, path = 'events') => {
			const response = await host.fetch(`/ops/export/${path}?${query}`, {
				headers: { authorization: `Bearer ${token}` },
			});
			return { response, text: await response.text() };
		};
		const exported = async (): Promise<Record<string, unknown>[]> => {
			const { response, text } = await download(`from=${older}&to=${young}`);
			expect(response.status).toBe(200);
			return text
				.split('\n')
				.filter(Boolean)
				.map((line) => JSON.parse(line));
		};
		const bebetter = async (args: string[]) => {
			const { code, stdout, stderr } = await host.cli(['bebetter', ...args]);
			return { code, output: stdout + stderr };
		};
		const byId = (rows: readonly Record<string, unknown>[]) =>
			rows.toSorted((one, other) => Number(one['id']) - Number(other['id']));
		const files = () =>
			readdirSync(join(host.folder, 'uploads'), { recursive: true, encoding: 'utf8' })
				.filter((name) => name.endsWith('.ndjson.gz'))
				.map((name) => join(host.folder, 'uploads', name));
		const restored = async (): Promise<Record<string, unknown>[]> =>
			host.knex('bebetter_restored_events').orderBy('id');
		const restoredHashes = async () => [...new Set((await restored()).map(({ user_hash }) => user_hash))];

		it('are made by the command, verified and listed, and readers see no difference', async () => {
			const before = await exported();
			expect(before).toHaveLength(62);
			const run = await bebetter(['archive', 'run']);
			expect(run.code, run.output).toBe(0);
			expect(run.output).toContain('"archived_events": 55');
			expect(await eventsInTable(host.knex)).toHaveLength(7);
			expect(byId(await exported())).toEqual(byId(before));

			const manifests = await host.knex('event_archives').orderBy('day');
			expect(manifests).toMatchObject([
				{ part: 1, rows: 50, storage: 'local' },
				{ part: 1, rows: 5 },
			]);
			const [file] = files().filter((name) => name.includes(older));
			const content = readFileSync(file!);
			expect(createHash('sha256').update(content).digest('hex')).toBe(manifests[0].sha256);
			expect(gunzipSync(content).toString().split('\n')).toHaveLength(51);

			const list = await bebetter(['archive', 'list', '--from', older]);
			expect(list.output).toContain('2 archives with 55 events.');
			const verify = await bebetter(['archive', 'verify']);
			expect([verify.code, verify.output]).toEqual([
				0,
				expect.stringContaining('2 of 2 archives are what was written'),
			]);
		});

		it('are nobody’s assets', async () => {
			expect(await host.knex('directus_files')).toEqual([]);
			const { object } = await host.knex('event_archives').first();
			for (const path of [object, `assets/${object}`, `uploads/${object}`])
				expect([401, 403, 404]).toContain((await host.fetch(`/${path}`)).status);
		});

		it('leave counts by day, which can be exported too', async () => {
			const { text } = await download(`from=${older}&to=${young}`, host.adminToken, 'daily-event-stats');
			const rows = text
				.split('\n')
				.filter(Boolean)
				.map((line) => JSON.parse(line));
			const totals = rows.filter(({ name }) => name === '*');
			expect(totals).toMatchObject([
				{ date: older, events: 50, users: 2 },
				{ date: old, events: 5, users: 1 },
				{ date: young, events: 7, users: 2 },
			]);
			expect(rows).toContainEqual(
				expect.objectContaining({ date: older, name: 'meal_logged', platform: 'ios', events: 50, users: 2 }),
			);
		});

		it('export as CSV that a spreadsheet does not run', async () => {
			const { response, text } = await download(`from=${old}&to=${old}&format=csv`);
			expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
			const lines = text.split('\r\n');
			expect(lines[0]).toMatch(/^id,event_id,name,/);
			expect(lines).toHaveLength(7);
			expect(lines[1]).toContain('"{""kind"":""=1+1"",""meal"":""غداء, \\""كبير\\""""}"');
		});

		it('export to administrators only, and name the parameter that is wrong', async () => {
			for (const token of [leaving.token, 'nobody'])
				expect([401, 403]).toContain((await download(`from=${old}&to=${old}`, token)).response.status);
			for (const [query, parameter, remedy] of [
				['to=2026-01-01', 'from', 'give a UTC day'],
				['from=2026-01-02&to=2026-01-01', 'from', 'exchange them'],
				['from=2026-02-30&to=2026-03-01', 'from', 'give a UTC day'],
				['from=2000-01-01&to=2026-01-01', 'to', 'fewer days'],
				['from=2026-01-01&to=2026-01-01&format=xml', 'format', 'ndjson or csv'],
				['from=2026-01-01&until=2026-01-01', 'until', 'not known'],
			] as const) {
				const { response, text } = await download(query);
				expect(response.status, query).toBe(400);
				expect(JSON.parse(text).errors[0]).toMatchObject({
					message: expect.stringContaining(remedy),
					extensions: { code: 'INVALID_QUERY', parameter },
				});
			}
		});

		it('lets go of everything when a reader goes away', async () => {
			for (let time = 0; time < 12; time += 1)
				await new Promise<void>((resolve, reject) => {
					const request = get(
						`${host.url}/ops/export/events?from=${older}&to=${young}`,
						{ headers: { authorization: `Bearer ${host.adminToken}` } },
						(response) => {
							response.once('data', () => request.destroy());
							response.once('close', resolve);
							response.once('error', () => undefined);
						},
					);
					request.once('error', (error) => (request.destroyed ? resolve() : reject(error)));
				});
			expect(await exported()).toHaveLength(62);
		});

		it('restore into a table of their own, once, however often it is asked', async () => {
			const command = ['archive', 'restore', '--from', older, '--to', old];
			const first = await bebetter(command);
			expect(first.code, first.output).toBe(0);
			expect(first.output).toContain('"restored": 55');
			const rows = await restored();
			expect(rows).toHaveLength(55);
			expect(rows[0]).toMatchObject({ user_hash: hashes[0], archive: expect.any(String) });
			const second = await bebetter(command);
			expect(second.output).toContain('"already_there": 55');
			expect(await restored()).toEqual(rows);
			expect((await bebetter(command.slice(0, 4))).output).toContain('Say which days');
		});

		it('know nobody who was erased, neither in the table nor restored nor exported', async () => {
			await phoneOf(host, leaving.token).send('DELETE', '/mobile/me', { confirm: 'delete my account' });
			await until('the events are gone', async () => (await eventsInTable(host.knex)).length === 3);
			expect(await restoredHashes()).toEqual([hashes[1]]);
			await host.knex('bebetter_restored_events').delete();

			const again = await bebetter(['archive', 'restore', '--from', older, '--to', old]);
			expect(again.output).toContain('"erased": 35');
			expect(again.output).toContain('"restored": 20');
			expect(await restoredHashes()).toEqual([hashes[1]]);
			const rows = await exported();
			expect(rows).toHaveLength(23);
			expect(JSON.stringify(rows)).not.toContain(hashes[0]);
		});

		it('restore nothing of an archive that was damaged, and say which', async () => {
			await host.knex('bebetter_restored_events').delete();
			const [file] = files().filter((name) => name.includes(older));
			const content = readFileSync(file!);
			writeFileSync(file!, Buffer.concat([content.subarray(0, 40), randomBytes(content.length - 40)]));
			try {
				const verify = await bebetter(['archive', 'verify']);
				expect([verify.code, verify.output]).toEqual([1, expect.stringContaining('1 of 2 archives are')]);
				const restore = await bebetter(['archive', 'restore', '--from', older, '--to', old]);
				expect([restore.code, restore.output]).toEqual([1, expect.stringContaining('is damaged')]);
				expect(await restored()).toEqual([]);
			} finally {
				writeFileSync(file!, content);
			}
		});
	},
	{ only: bothMajorsAndDatabases },
);
