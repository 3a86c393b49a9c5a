import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Answer, type Caller, callerOf } from '../support/access/index.ts';
import { goodRow } from '../support/editor-rows.ts';
import {
	bothMajorsAndDatabases,
	describeOnHosts,
	type Host,
	startHost,
	withUser,
} from '../support/host/index.ts';
import { getJson } from '../support/raw-request.ts';
import type { ScreenBody } from '../support/trial-screens.ts';

type Row = Record<string, unknown>;

describeOnHosts(
	'what breaks apps is not saved',
	(kind) => {
		let host: Host;
		let english: Caller;
		let arabic: Caller;

		beforeAll(async () => {
			host = await startHost({
				...kind,
				name: 'breaking',
				provisioned: 'seeded',
				env: { PRESSURE_LIMITER_ENABLED: 'false' },
			});
			const en = await withUser(host, { role: 'Editor', language: 'en-US' });
			const ar = await withUser(host, { role: 'Editor', language: 'ar-SA' });
			english = callerOf(host, 'English editor', en.token);
			arabic = callerOf(host, 'Arabic editor', ar.token);
		});
		afterAll(() => host?.stop());

		const banner = { id: 'news', type: 'banner', props: { text: 'New recipes' } };
		const layout = (...components: unknown[]) => ({ payload_json: { title: 'Trial', components } });
		const screen = (change: Row = {}) => ({ ...goodRow['sdui_screens']!(''), ...change });
		const component = (change: Row = {}): Row => ({
			...goodRow['sdui_components']!(''),
			status: 'published',
			...change,
		});

		async function save(collection: string, row: Row): Promise<string> {
			const answer = await english.call('POST', `/items/${collection}`, row);
			expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
			return (answer.body.data as { id: string }).id;
		}

		/** Both editors are told, each in their language, at the field that cures it. */
		async function expectRefused(
			send: (editor: Caller) => Promise<Answer>,
			field: string,
			...names: string[]
		): Promise<void> {
			for (const editor of [english, arabic]) {
				const answer = await send(editor);
				expect([answer.status, answer.text]).toEqual([400, expect.stringContaining('BREAKING_CHANGE')]);
				const found = answer.body.errors!.find(({ extensions }) => extensions['rule'] === 'BREAKING_CHANGE')!;
				expect(found.extensions).toMatchObject({ code: 'FAILED_VALIDATION', field });
				for (const name of names) expect(found.message).toContain(name);
				if (editor === arabic) expect(found.message).toMatch(/\p{Script=Arabic}/u);
				else expect(found.message).not.toMatch(/\p{Script=Arabic}/u);
			}
		}

		it('a new component type in a live screen, until its schema version says so', async () => {
			const row = screen();
			const id = await save('sdui_screens', row);
			const path = `/items/sdui_screens/${id}`;
			await expectRefused(
				(editor) => editor.call('PATCH', path, layout(banner)),
				'schema_version',
				'/components/0/type',
				'2',
			);
			expect((await host.knex('sdui_screens').where({ id }).first('schema_version')).schema_version).toBe(1);

			const bumped = await english.call('PATCH', path, { ...layout(banner), schema_version: 2 });
			expect([bumped.status, bumped.text]).toEqual([200, expect.any(String)]);
			const { json } = await getJson<ScreenBody>(host, `/mobile/screens/${String(row['screen_key'])}`);
			expect(json.data).toMatchObject({ schema_version: 2, served: 'exact' });
		});

		it('a new screen is held to its own schema version as well', async () => {
			await expectRefused(
				(editor) => editor.call('POST', '/items/sdui_screens', screen(layout(banner))),
				'schema_version',
				'/components/0/type',
			);
			await save('sdui_screens', screen({ ...layout(banner), schema_version: 2 }));
		});

		it('an ordinary edit goes through', async () => {
			const id = await save('sdui_screens', screen());
			const tip = { id: 'tip', type: 'tip', props: { text: 'Drink water' } };
			for (const change of [
				layout(tip),
				layout({ ...tip, props: { text: 'Walk', tone: 'info' } }),
				layout(),
			]) {
				expect((await english.call('PATCH', `/items/sdui_screens/${id}`, change)).status).toBe(200);
			}
		});

		it('a property that was released and has become another kind behind our back', async () => {
			const type = component();
			const entry = await save('sdui_components', type);
			const of = (text: unknown) => layout({ id: 'a', type: type['type'], props: { text } });
			const id = await save('sdui_screens', screen(of('Hello')));
			const props_schema = { type: 'object', properties: { text: { type: 'number' } } };
			await host
				.knex('sdui_components')
				.where({ id: entry })
				.update({ props_schema: JSON.stringify(props_schema) });
			await expectRefused(
				(editor) => editor.call('PATCH', `/items/sdui_screens/${id}`, of(5)),
				'schema_version',
				'/components/0/props/text',
				'2',
			);
			const bumped = { ...of(5), schema_version: 2 };
			expect((await english.call('PATCH', `/items/sdui_screens/${id}`, bumped)).status).toBe(200);
		});

		it('a published component type changes additively, or becomes new to apps', async () => {
			const path = `/items/sdui_components/${await save('sdui_components', component())}`;
			const text = { type: 'string' };
			const optional = { props_schema: { type: 'object', properties: { text, icon: text } } };
			expect((await english.call('PATCH', path, optional)).status).toBe(200);

			const without = { props_schema: { type: 'object', properties: { text } } };
			await expectRefused(
				(editor) => editor.call('PATCH', path, without),
				'since_schema_version',
				'/properties/icon',
			);
			await expectRefused(
				(editor) => editor.call('PATCH', path, { allows_children: true }),
				'since_schema_version',
			);
			await expectRefused((editor) => editor.call('PATCH', path, { type: `renamed_${kind.major}` }), 'type');

			const newest = await host.knex('sdui_releases').max({ version: 'schema_version' }).first();
			const bumped = { ...without, since_schema_version: Number(newest!.version) + 1 };
			expect((await english.call('PATCH', path, bumped)).status).toBe(200);
		});

		it('a draft of a component type changes freely', async () => {
			const id = await save('sdui_components', component({ status: 'draft' }));
			const change = { props_schema: { type: 'object' }, example: {} };
			expect((await english.call('PATCH', `/items/sdui_components/${id}`, change)).status).toBe(200);
		});
	},
	{ only: bothMajorsAndDatabases },
);
