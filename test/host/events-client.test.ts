import { authentication, createDirectus } from '@directus/sdk';
import {
	bebetter,
	memoryStore,
	type BeBetterOptions,
	type RejectedEvent,
} from 'directus-extension-bebetter/client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hashOf, signToken, storedEvent } from '../support/events.ts';
import { forwardingProxy, type ForwardingProxy } from '../support/forwarding-proxy.ts';
import {
	bothMajorsAndDatabases,
	describeOnHosts,
	type Host,
	startHost,
	withUser,
} from '../support/host/index.ts';

describeOnHosts(
	'the app’s queue of events',
	(kind) => {
		let host: Host;
		let proxy: ForwardingProxy;

		beforeAll(async () => {
			host = await startHost({ ...kind, name: 'events-client', provisioned: 'seeded' });
			proxy = await forwardingProxy(host.url);
		});
		afterAll(async () => {
			await proxy?.close();
			await host?.stop();
		});

		const newApp = (events: BeBetterOptions['events'] = {}) =>
			createDirectus(proxy.url)
				.with(authentication('json'))
				.with(
					bebetter({
						locale: 'ar',
						platform: 'android',
						appVersion: '1.4.0',
						timeoutMs: 3_000,
						events: { flushAfterMs: 50, ...events },
					}),
				);

		it('delivers to a real server, and reports what that refuses', async () => {
			const refused: RejectedEvent[] = [];
			const app = newApp({ anonId: 'install-7', onRejected: (event) => refused.push(event) });
			const id = app.events.track('fast_started', { preset: '16-8' });
			const unknown = app.events.trackCustom('nobody_knows_this');
			await expect.poll(() => app.events.counts().waiting + refused.length).toBe(1);
			expect(refused).toMatchObject([{ event_id: unknown, code: 'UNKNOWN_EVENT' }]);
			expect(await storedEvent(host, id)).toMatchObject({
				name: 'fast_started',
				platform: 'android',
				app_version: '1.4.0',
				locale: 'ar',
				anon_id: 'install-7',
				user_hash: null,
				props: { preset: '16-8', goal_hours: 16 },
				flags: [],
			});
			app.events.stop();
		});

		it('delivers as the person who was logged in, also with a token that has run out', async () => {
			const { id: user } = await withUser(host, { role: 'App User' });
			const app = newApp();
			await app.setToken(signToken(host.env['SECRET']!, user, { expiresInSeconds: -60 }));
			const id = app.events.track('meal_logged', { meal: 'iftar' });
			const stored = expect.poll(() => storedEvent(host, id));
			await stored.toMatchObject({ flags: ['token_expired'] });
			expect(await storedEvent(host, id)).toMatchObject({ user_hash: await hashOf(host, user) });
			app.events.stop();
		});

		it('delivers everything once when the server is killed and comes back, and the app is too', async () => {
			const store = memoryStore();
			const ids: string[] = [];
			let app = newApp({ store, batchSize: 5 });
			const track = (count: number): void => {
				for (let index = 0; index < count; index += 1) ids.push(app.events.track('app_opened'));
			};
			track(7);
			await app.events.flush();
			track(20);
			void app.events.flush();
			await host.kill();
			track(20);
			await app.events.flush();
			expect(app.events.counts().waiting).toBeGreaterThan(0);
			app.events.stop();
			app = newApp({ store, batchSize: 5 });
			track(3);
			await host.start();
			await expect.poll(() => app.events.counts().waiting).toBe(0);
			const rows: { event_id: string }[] = await host
				.knex('events')
				.whereIn('event_id', ids)
				.select('event_id');
			expect(rows).toHaveLength(50);
			app.events.stop();
		});

		it('delivers everything once through a network that loses answers', async () => {
			const app = newApp({ batchSize: 10 });
			const ids: string[] = [];
			for (const outage of ['truncated', 'silent', 'unavailable', 'captive portal', 'broken'] as const) {
				ids.push(app.events.track('app_opened'));
				proxy.fail(outage);
				await app.events.flush();
				proxy.fail(null);
			}
			await expect.poll(() => app.events.counts().waiting, { timeout: 60_000 }).toBe(0);
			expect(await host.knex('events').whereIn('event_id', ids)).toHaveLength(ids.length);
			app.events.stop();
		});
	},
	{ only: bothMajorsAndDatabases },
);
