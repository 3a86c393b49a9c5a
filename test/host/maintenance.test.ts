import { setTimeout as sleep } from 'node:timers/promises';
import { authentication, createDirectus } from '@directus/sdk';
import { bebetter } from 'directus-extension-bebetter/client';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { Maintenance } from '../../domain/operations/maintenance/contract.ts';
import { screenPayloadSchema } from '../../domain/screens/payload.ts';
import { newEvent, sendEvents, storedEvent } from '../support/events.ts';
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

const homePath = '/mobile/screens/home?locale=ar';

describeOnHosts(
	'maintenance',
	(kind) => {
		let host: Host;
		/** Another instance, where the database is for several. */
		let other: Host;
		let person: TestUser;

		beforeAll(async () => {
			host = await startHost({ ...kind, name: 'maintenance', provisioned: 'seeded' });
			other =
				kind.database === 'postgres'
					? await startHost({ ...kind, name: 'maintenance-other', shareDatabaseWith: host })
					: host;
			person = await withUser(host, { role: 'App User' });
		});
		afterAll(async () => {
			if (other !== host) await other?.stop();
			await host?.stop();
		});

		const put = (body: unknown) => host.admin<Maintenance>('PUT', '/ops/maintenance', body);
		const statusOf = async (of: Host, path: string) => (await of.fetch(path)).status;
		const settled = async (status: 200 | 503) =>
			Math.max(
				...(await Promise.all(
					[host, other].map((of) =>
						until(`${status}`, async () => (await statusOf(of, homePath)) === status),
					),
				)),
			);
		afterEach(async () => {
			await put({ on: false });
			await settled(200);
		});

		it('reaches every instance within a second, hot answers too, and ends as fast', async () => {
			for (const of of [host, other]) for (let times = 0; times < 3; times += 1) await of.fetch(homePath);
			expect((await host.fetch(homePath)).headers.get('cache-status')).toContain('hit');

			await put({ on: true });
			expect(await statusOf(host, homePath)).toBe(503);
			expect(await settled(503)).toBeLessThan(1_000);
			await put({ on: false });
			expect(await statusOf(host, homePath)).toBe(200);
			expect(await settled(200)).toBeLessThan(1_000);
		});

		it('sends phones away with words in both languages, a time to come back, and a screen to show', async () => {
			const end = new Date(Date.now() + 120_000).toISOString();
			await put({ on: true, until: end, message: { en: 'Back at five.', ar: 'نعود في الخامسة.' } });
			const answer = await host.fetch(homePath, { headers: { 'if-none-match': '"x"' } });
			expect(answer.status).toBe(503);
			expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(100);
			expect(Number(answer.headers.get('retry-after'))).toBeLessThanOrEqual(120);
			expect(answer.headers.get('cache-control')).toBe('no-store');

			const [error] = ((await answer.json()) as { errors: { message: string; extensions: Words }[] }).errors;
			expect(error!.message).toBe('Back at five.');
			const { code, messages, until: told, screen } = error!.extensions;
			expect({ code, messages, told }).toEqual({
				code: 'MAINTENANCE',
				messages: { en: 'Back at five.', ar: 'نعود في الخامسة.' },
				told: end,
			});
			expect(screen).toMatchObject({ screen_key: 'home', locale: 'ar', schema_version: 1 });
			expect(screenPayloadSchema.parse(screen.payload).components.at(-1)!.props).toEqual({
				text: 'نعود في الخامسة.',
			});
		});

		it('closes everything that phones use, and nothing that people who work here use', async () => {
			await put({ on: true });
			await settled(503);
			const phone = phoneOf(host, person.token);
			for (const path of ['/mobile/screens', '/mobile/foods', '/mobile/foods/oats', '/mobile/me/profile']) {
				const { status, headers, json } = await phone.send('GET', path);
				expect([path, status, json.errors[0].extensions.code]).toEqual([path, 503, 'MAINTENANCE']);
				expect(headers.get('retry-after')).toBe('60');
				expect(json.errors[0].extensions.messages.ar).toMatch(/\p{Script=Arabic}/u);
			}
			expect((await phone.send('HEAD', '/mobile/screens')).status).toBe(503);
			expect(await statusOf(host, '/mobile/openapi.json')).toBe(200);
			expect(await statusOf(host, '/server/ping')).toBe(200);
			await host.admin('GET', '/ops/screens');
			await host.admin('POST', '/ops/cache/purge', { collections: ['foods'] });
			const purged = await host.fetch('/mobile/foods', {
				method: 'PURGE',
				headers: { authorization: `Bearer ${host.adminToken}` },
			});
			expect(purged.status).toBe(200);
		});

		it('keeps events in the app until it ends by itself', async () => {
			await put({ on: true, until: new Date(Date.now() + 10_000).toISOString() });
			await settled(503);
			const refused = await sendEvents(host, [newEvent()]);
			expect(refused.status).toBe(503);
			expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(10);

			const app = createDirectus(host.url)
				.with(authentication('json'))
				.with(bebetter({ locale: 'ar', platform: 'ios', events: { flushAfterMs: 20 } }));
			const id = app.events.track('fast_started', { preset: '16-8' });
			expect(await app.events.flush()).toMatchObject({ delivered: 0, rejected: 0, waiting: 1 });
			const home = await app.screen('home');
			expect(home).toMatchObject({ kind: 'offline', error: { code: 'MAINTENANCE', status: 503 } });

			await expect
				.poll(() => storedEvent(host, id), { timeout: 30_000 })
				.toMatchObject({
					name: 'fast_started',
					props: { preset: '16-8' },
					platform: 'ios',
				});
			app.events.stop();
			expect(await host.admin('GET', '/ops/maintenance')).toMatchObject({ on: false, since: null });
		});

		it('pauses jobs, which go on afterwards', async () => {
			await put({ on: true });
			await settled(503);
			// What was being claimed at that moment has been.
			await sleep(1_000);
			const { id } = await host.admin<{ id: string }>('POST', '/ops/jobs', { name: 'prune-jobs' });
			const statusOfJob = async () => (await host.admin<{ status: string }>('GET', `/ops/jobs/${id}`)).status;
			await sleep(2_500);
			expect(await statusOfJob()).toBe('queued');

			await put({ on: false });
			await until('the job is done', async () => (await statusOfJob()) === 'done', 15_000);
		});

		it('is switched on the command line too, and commands go on working meanwhile', async () => {
			const on = await host.cli(['bebetter', 'maintenance', 'on', '--minutes', '5', '--en', 'Moving house.']);
			expect(on.code, on.stderr).toBe(0);
			await settled(503);
			const state = await host.admin<Maintenance>('GET', '/ops/maintenance');
			expect(state).toMatchObject({ on: true, by: null, message: { en: 'Moving house.', ar: null } });
			const milliseconds = Date.parse(state.until!) - Date.parse(state.since!);
			expect(Math.abs(milliseconds - 300_000)).toBeLessThan(1_000);

			const aggregated = await host.cli(['bebetter', 'aggregate']);
			expect(aggregated.code, aggregated.stderr).toBe(0);
			expect(aggregated.stdout).toContain('"people"');
			expect((await host.cli(['bebetter', 'maintenance', 'off'])).stdout).toContain('"on": false');
		});

		it('is switched by administrators and seen by editors, and says what it cannot take', async () => {
			const editor = await withUser(host, { role: 'Editor' });
			for (const [token, seen] of [
				[null, 403],
				[person.token, 403],
				[editor.token, 200],
			] as const) {
				const phone = phoneOf(host, token);
				expect((await phone.send('GET', '/ops/maintenance')).status).toBe(seen);
				expect((await phone.send('PUT', '/ops/maintenance', { on: true })).status).toBe(403);
			}
			const admin = phoneOf(host, host.adminToken);
			const past = await admin.send('PUT', '/ops/maintenance', { on: true, until: '2020-01-01T00:00:00Z' });
			expect([past.status, past.json.errors[0].extensions.field]).toEqual([400, 'until']);
			const odd = await admin.send('PUT', '/ops/maintenance', { on: 'yes', untill: null });
			expect(
				odd.json.errors.map((error: { extensions: { field: string } }) => error.extensions.field),
			).toEqual(['on', 'untill']);
			const log = await host.knex('directus_activity').where({ collection: 'bebetter_maintenance' });
			expect(log.length).toBeGreaterThan(5);
		});
	},
	{ only: bothMajorsAndDatabases },
);

interface Words {
	readonly code: string;
	readonly messages: { readonly en: string; readonly ar: string };
	readonly until: string | null;
	readonly screen: { readonly payload: unknown };
}
