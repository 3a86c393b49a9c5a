import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Caller, callerOf } from '../support/access/index.ts';
import { newEvent, sendEvents } from '../support/events.ts';
import {
	bothMajorsAndDatabases,
	describeOnHosts,
	type Host,
	startHost,
	withUser,
} from '../support/host/index.ts';
import { findScreen, layout } from '../support/trial-screens.ts';

describeOnHosts(
	'a minimum version that shuts out more people than the app settings allow',
	(kind) => {
		let host: Host;
		let home: string;
		let callers: Record<'english' | 'arabic' | 'administrator', Caller>;

		beforeAll(async () => {
			host = await startHost({ ...kind, name: 'floor_threshold', provisioned: 'seeded' });
			home = await findScreen(host, { screen_key: 'home', goal: 'default', locale: 'en' });
			const english = await withUser(host, { role: 'Editor', language: 'en-US' });
			const arabic = await withUser(host, { role: 'Editor', language: 'ar-SA' });
			callers = {
				english: callerOf(host, 'English editor', english.token),
				arabic: callerOf(host, 'Arabic editor', arabic.token),
				administrator: callerOf(host, 'administrator', host.adminToken),
			};
			// 24 people on 2.0.0 and 6 on 3.0.0.
			for (let person = 0; person < 30; person += 1) {
				const answer = await sendEvents(host, [newEvent()], {
					headers: { 'x-app-version': person < 24 ? '2.0.0' : '3.0.0', 'x-app-platform': 'ios' },
					batch: { anon_id: `phone-${person}` },
				});
				expect(answer.status).toBe(200);
			}
		});
		afterAll(() => host?.stop());

		const save = (who: keyof typeof callers, changes: Record<string, unknown>) =>
			callers[who].call('PATCH', `/items/sdui_screens/${home}`, changes);
		const refusal = (rule: string, field: string, message: RegExp) => ({
			status: 400,
			body: {
				errors: [
					{
						message: expect.stringMatching(message),
						extensions: { code: 'FAILED_VALIDATION', rule, field, collection: 'sdui_screens' },
					},
				],
			},
		});

		it('is refused to editors, who are told whom to ask', async () => {
			for (const [who, message] of [
				['english', /24 \(80%\).*ask an administrator/],
				['arabic', /24 \(80%\).*مسؤول/],
			] as const)
				expect(await save(who, { min_app_version_ios: '3.0.0' })).toMatchObject(
					refusal('FLOOR_ABOVE_THRESHOLD', 'min_app_version_ios', message),
				);
			const { min_app_version_ios } = await host.knex('sdui_screens').where({ id: home }).first();
			expect(min_app_version_ios).toBeNull();
		});

		it('is refused to administrators outside the module that has the number confirmed', async () => {
			expect(await save('administrator', { min_app_version: '2.0.1' })).toMatchObject(
				refusal('FLOOR_NEEDS_CONFIRMATION', 'min_app_version', /number 24.*open Screens/),
			);
		});

		it('is refused with a batch, over GraphQL and when a draft is published', async () => {
			const { english } = callers;
			const rule = 'FLOOR_ABOVE_THRESHOLD';
			const batch = await english.call('PATCH', '/items/sdui_screens', {
				keys: [home],
				data: { min_app_version: '3.0.0' },
			});
			expect(batch).toMatchObject(refusal(rule, 'min_app_version', /24/));
			const graph = await english.graphql(
				`mutation { update_sdui_screens_item(id: "${home}", data: { min_app_version: "3.0.0" }) { id } }`,
			);
			expect(graph.text).toContain(rule);

			const row = {
				screen_key: 'floor_trial',
				goal: 'default',
				locale: 'en',
				schema_version: 1,
				payload_json: layout('Trial'),
				min_app_version: '3.0.0',
			};
			const published = await english.call('POST', '/items/sdui_screens', { ...row, status: 'published' });
			expect(published).toMatchObject(refusal(rule, 'min_app_version', /24/));
			const draft = await english.call('POST', '/items/sdui_screens', { ...row, status: 'draft' });
			expect(draft.status).toBe(200);
			const { id } = (draft.body as { data: { id: string } }).data;
			expect(await english.call('PATCH', `/items/sdui_screens/${id}`, { status: 'published' })).toMatchObject(
				refusal(rule, 'min_app_version', /24/),
			);
		});

		it('is no other one: floors below everybody’s version, or of a platform without people, are saved', async () => {
			expect((await save('english', { min_app_version: '2.0.0' })).status).toBe(200);
			expect((await save('english', { min_app_version_android: '9.0.0' })).status).toBe(200);
		});

		it('keeps nobody from other work on a screen that has it already', async () => {
			await host.knex('sdui_screens').where({ id: home }).update({ min_app_version_ios: '3.0.0' });
			expect((await save('english', { release_note: 'As it was.' })).status).toBe(200);
			expect((await save('english', { min_app_version_android: '9.1.0' })).status).toBe(200);
		});

		it('is up to the app settings', async () => {
			await host.knex('sdui_screens').where({ id: home }).update({ min_app_version_ios: null });
			await host.admin('PATCH', '/items/app_settings', { floor_confirmation_share: 80 });
			expect((await save('english', { min_app_version_ios: '3.0.0' })).status).toBe(200);
		});
	},
	{ only: bothMajorsAndDatabases },
);
