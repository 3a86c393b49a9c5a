import type { Locator, Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import type { Change, Variant } from '../../domain/screens/studio/contract.ts';
import { activePeople, plantActivePeople } from '../support/active-people.ts';
import { describeInStudio, people, type Studio } from '../support/browser/index.ts';
import { type Host, type TestUser, withUser } from '../support/host/index.ts';
import { type Phone, phoneOf } from '../support/phone.ts';

const titleOfHero = '/components/0/props/title';
const dayMs = 86_400_000;

/** The dialogs are the same on both majors and in both languages; screens-studio.test.ts publishes in all four. */
describeInStudio(
	'what the screens ask before they do it',
	(kind, desk) => {
		let host: Host;
		let editor: TestUser;
		let phone: Phone;
		let studio: Studio;
		let page: Page;

		beforeAll(async () => {
			host = await desk.start({ name: 'screens-dialogs', provisioned: 'seeded' });
			await plantActivePeople(host);
			await host.admin('PATCH', '/users/me', { first_name: 'Karim', last_name: 'Nasser' });
			editor = await withUser(host, { role: 'Editor' });
			phone = phoneOf(host, editor.token);
			studio = await desk.open(editor, {
				language: 'en-US',
				viewport: { width: 1680, height: 1000 },
			});
			page = studio.page;
		});

		const read = (path: string) => host.admin<Stored>('GET', `/ops/screens/${path}`);

		/** What is live, changed; as the editor's draft unless somebody else is named. */
		const keepDraft = async (path: string, edit: (change: WithScreen<Change>) => void, who = phone) =>
			keep(await changeOf(path, edit), who);

		async function keep(change: WithScreen<Change>, who: Phone) {
			const { payload, schema_version, floors, base_revision } = change;
			const path = `${change.screen_key}/${change.goal}/${change.locale}`;
			const draft = { payload, schema_version, floors, base_revision, version: 0 };
			const { json, status } = await who.send('PUT', `/ops/screens/${path}/draft`, draft);
			expect(status, JSON.stringify(json)).toBe(200);
		}

		async function changeOf(path: string, edit: (change: WithScreen<Change>) => void) {
			const { screen_key, goal, locale, live } = await read(path);
			const { payload, schema_version, floors, revision } = live!;
			const change = { screen_key, goal, locale, payload, schema_version, floors, base_revision: revision };
			edit(change);
			return change;
		}

		/** As the administrator does elsewhere. */
		async function publishMeanwhile(path: string, edit: (change: WithScreen<Change>) => void) {
			await host.admin('POST', '/ops/screens/publish', { changes: [await changeOf(path, edit)] });
		}

		/** Problems of the page without the answers that a test is about. */
		const unexpected = (status: number) =>
			studio.problems().filter((problem) => !problem.includes(String(status)));

		async function edit(path: string): Promise<void> {
			await studio.open(`screens/${path}`);
			await page.getByRole('treeitem').nth(1).waitFor();
		}

		it('a variant begins as a copy of the nearest one', async () => {
			const { payload, schema_version, floors } = (await read('meals/default/en')).live!;
			const first = { payload, schema_version, floors, base_revision: 0, version: 0 };
			await phone.send('PUT', '/ops/screens/ramadan/default/en/draft', first);

			await studio.open('screens');
			await page.getByRole('button', { name: 'Create ramadan · Gain weight · English', exact: true }).click();
			const source = page.getByRole('dialog').getByLabel('Start from');
			expect(await source.inputValue()).toBe('ramadan/default/en');
			await studio.picture('screens-dialog-create');
			await page.getByRole('button', { name: 'Create draft' }).click();
			await page.waitForURL('**/screens/ramadan/gain/en');
			await page.getByRole('treeitem').nth(1).waitFor();
			expect((await read('ramadan/gain/en')).draft).toMatchObject({ payload, floors, base_revision: 0 });
			expect(unexpected(404)).toEqual([]);
		});

		it('a variant that is not there yet starts with a copy of the other language, or ceases to be', async () => {
			await studio.open('screens/ramadan/gain/ar');
			await page.locator('[data-status=nothingYet]').waitFor();
			await page.getByRole('button', { name: 'Start with a copy of English' }).click();
			await page.locator('[data-status=saved]').waitFor();
			const { draft } = await read('ramadan/gain/ar');
			expect(draft?.payload).toEqual((await read('ramadan/gain/en')).draft?.payload);

			await discardButton(page).click();
			await page.getByRole('dialog').getByRole('button', { name: 'Discard the draft' }).click();
			await page.locator('[data-status=nothingYet]').waitFor();
			expect((await phone.send('GET', '/ops/screens/ramadan/gain/ar')).status).toBe(404);
			expect(await page.getByRole('alert').count()).toBe(0);
			expect(unexpected(404)).toEqual([]);
		});

		it('a draft is discarded only after one has said so', async () => {
			await keepDraft('profile/default/en', ({ payload }) => (payload.title = 'Mine'));
			await edit('profile/default/en');
			await discardButton(page).click();
			await page.getByRole('dialog').waitFor();
			await studio.picture('screens-dialog-discard');
			await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
			expect((await read('profile/default/en')).draft?.payload.title).toBe('Mine');

			await discardButton(page).click();
			await page.getByRole('dialog').getByRole('button', { name: 'Discard the draft' }).click();
			await page.locator('[data-status=noDraft]').waitFor();
			expect((await read('profile/default/en')).draft).toBeNull();
			expect(studio.problems()).toEqual([]);
		});

		it('who published meanwhile is named, and both changes are merged and published', async () => {
			const path = 'home/default/en';
			await keepDraft(path, ({ payload }) => (payload.components[0]!.props['title'] = 'My title'));
			await edit(path);
			await openPublishing(page);
			await publishMeanwhile(path, ({ payload }) => {
				payload.title = 'Their screen';
				payload.components[0]!.props['title'] = 'Their title';
			});
			await drawer(page).getByLabel('Note').fill('Both of us.');
			await publishButton(page).click();
			await drawer(page).getByText('Karim Nasser published revision 2').waitFor();
			expect(await publishButton(page).isDisabled()).toBe(true);
			expect(unexpected(409)).toEqual([]);

			await drawer(page).getByRole('button', { name: 'Show their changes' }).click();
			// The report of my change names it too, as what would be replaced.
			await drawer(page).getByText('Their screen').first().waitFor();
			await studio.picture('screens-dialog-conflict');
			await drawer(page).getByRole('button', { name: 'Merge into mine' }).click();
			await drawer(page).getByText('your value was kept').waitFor();
			expect(await drawer(page).innerText()).toContain(titleOfHero);
			await studio.picture('screens-dialog-merged');
			await publishButton(page).click();
			await drawer(page).getByText('Revision 3').waitFor();

			const { live, draft } = await read(path);
			expect(live).toMatchObject({ revision: 3, note: 'Both of us.', payload: { title: 'Their screen' } });
			expect(live!.payload.components[0]!.props['title']).toBe('My title');
			expect(draft).toBeNull();
			expect(studio.problems()).toEqual([]);
			await drawer(page).getByRole('button', { name: 'Done' }).click();
		});

		it('whoever would rather have theirs gets it, and loses the draft', async () => {
			const path = 'home/maintain/en';
			const mine = await changeOf(path, ({ payload }) => (payload.title = 'Mine'));
			await publishMeanwhile(path, ({ payload }) => (payload.title = 'Theirs'));
			await keep(mine, phone);
			await edit(path);
			await openPublishing(page);
			await drawer(page).getByRole('button', { name: 'Drop mine, load theirs' }).click();
			await page.getByRole('dialog').getByRole('button', { name: 'Discard the draft' }).click();
			await page.locator('[data-status=noDraft]').waitFor();
			expect(await read(path)).toMatchObject({ live: { payload: { title: 'Theirs' } }, draft: null });
			expect(studio.problems()).toEqual([]);
		});

		it('what is to be published at a time stands under Scheduled until it is cancelled', async () => {
			const path = 'progress/default/en';
			await keepDraft(path, ({ payload }) => (payload.title = 'Tomorrow'));
			await edit(path);
			await openPublishing(page);
			await drawer(page).getByLabel('At a time').check();
			const time = drawer(page).getByLabel('Publish at');
			await time.fill(localTime(Date.now() - dayMs));
			expect(await publishButton(page).isDisabled()).toBe(true);
			const tomorrow = localTime(Date.now() + dayMs);
			await time.fill(tomorrow);
			await studio.picture('screens-dialog-schedule');
			await publishButton(page).click();
			const scheduled = drawer(page).getByRole('link', { name: 'See everything scheduled' });
			await scheduled.waitFor();
			await expect.poll(() => page.locator('.screens-editor > [role=status]').innerText()).toBe('Scheduled.');
			await page.locator('.draft-notices').getByText('what you change now is published then').waitFor();
			await scheduled.click();
			await page.waitForURL('**/screens/scheduled');

			const row = page.locator('tbody tr', { hasText: 'progress' });
			const expected = await page.evaluate((local) => new Date(local).toISOString(), tomorrow);
			expect(await row.locator('time').getAttribute('datetime')).toBe(expected);
			await expect.poll(() => drawer(page).count()).toBe(0);
			await studio.picture('screens-dialog-scheduled');
			await row.getByRole('button', { name: 'Cancel publication' }).click();
			await studio.picture('screens-dialog-cancel');
			await page.getByRole('dialog').getByRole('button', { name: 'Cancel publication' }).click();
			await page.getByText('Nothing is scheduled').waitFor();
			expect(await read(path)).toMatchObject({
				live: { revision: 1 },
				draft: { publish_at: null, payload: { title: 'Tomorrow' } },
			});
			expect(studio.problems()).toEqual([]);
		});

		it('several drafts are published together from the overview', async () => {
			const paths = ['meals/default/en', 'meals/default/ar'];
			for (const path of paths) await keepDraft(path, ({ payload }) => (payload.title += '!'));
			await studio.open('screens');
			for (const path of paths)
				await page.locator(`td:has(a[href$="/screens/${path}"]) input[type=checkbox]`).check();
			await page.getByRole('button', { name: 'Publish drafts (2)' }).click();
			await drawer(page).locator('.impact .group').first().waitFor();
			expect(await drawer(page).locator('details.report').count()).toBe(2);
			await studio.picture('screens-dialog-bulk');
			await publishButton(page).click();
			await drawer(page).locator('.receipt table tbody tr').first().waitFor();
			await studio.picture('screens-dialog-receipt');
			await drawer(page).getByRole('button', { name: 'Done' }).click();
			for (const path of paths)
				expect(await read(path)).toMatchObject({ live: { revision: 2 }, draft: null });
			await expect
				.poll(() => page.locator('td:has(a[href$="/screens/meals/default/en"])').innerText())
				.not.toContain('Draft');
			expect(studio.problems()).toEqual([]);
		});

		it('the overview asks before it drops a draft for what is live', async () => {
			const path = 'recipes/default/en';
			const mine = await changeOf(path, ({ payload }) => (payload.title = 'Mine'));
			await publishMeanwhile(path, ({ payload }) => (payload.title = 'Theirs'));
			await keep(mine, phone);
			await studio.open('screens');
			const cell = page.locator(`td:has(a[href$="/screens/${path}"])`);
			await cell.locator('input[type=checkbox]').check();
			const question = page.getByRole('dialog').filter({ hasText: 'This cannot be undone' });
			for (const [answer, title] of [
				['Cancel', 'Mine'],
				['Discard the draft', undefined],
			] as const) {
				await page.getByRole('button', { name: 'Publish drafts (1)' }).click();
				await drawer(page).getByRole('button', { name: 'Drop mine, load theirs' }).click();
				await question.getByRole('button', { name: answer }).click();
				await question.waitFor({ state: 'detached' });
				await expect.poll(async () => (await read(path)).draft?.payload.title).toBe(title);
			}
			await expect.poll(() => cell.innerText()).not.toContain('Draft');
			expect(studio.problems()).toEqual([]);
		});

		it('an editor may not publish a draft that shuts out too many, and an administrator types how many', async () => {
			const path = 'home/lose/en';
			await keepDraft(path, ({ floors }) => (floors.min_app_version = '1.3.0'));
			await edit(path);
			await openPublishing(page);
			const number = String(activePeople.newlyBlockedBy_1_3_0[28]);
			await drawer(page).getByText('ask an administrator to publish it').waitFor();
			expect(await drawer(page).locator('.v-notice.warning').first().innerText()).toContain(number);
			expect(await publishButton(page).isDisabled()).toBe(true);
			await studio.picture('screens-dialog-refused');
			await drawer(page).getByRole('button', { name: 'Cancel' }).click();
			expect(studio.problems()).toEqual([]);

			const administrator = await desk.open(people.administrator(host), {
				language: 'en-US',
			});
			await administrator.open(`screens/${path}`);
			await administrator.page.getByRole('treeitem').nth(1).waitFor();
			await openPublishing(administrator.page);
			const publish = publishButton(administrator.page);
			const field = drawer(administrator.page).getByLabel(`Type ${number} to confirm`);
			await field.fill('1');
			expect(await publish.isDisabled()).toBe(true);
			await field.fill(number);
			await administrator.picture('screens-dialog-confirm');
			await publish.click();
			await drawer(administrator.page).locator('.receipt').waitFor();
			expect((await read(path)).live).toMatchObject({ revision: 2, floors: { min_app_version: '1.3.0' } });
			expect(administrator.problems()).toEqual([]);
			await administrator.close();
		});

		it('nobody leaves with changes that could not be saved without being asked', async () => {
			const path = 'home/gain/en';
			await edit(path);
			const administrator = phoneOf(host, host.adminToken);
			await keepDraft(path, ({ payload }) => (payload.title = 'Theirs'), administrator);
			await page.getByRole('treeitem').nth(1).click();
			const title = page.locator(`#screens-pane-form [data-pointer="${titleOfHero}"]`);
			await title.fill('Mine');
			const overview = page.getByRole('link', { name: 'Overview' });
			await overview.click();
			await page.getByRole('dialog').getByRole('button', { name: 'Stay' }).click();
			expect(page.url()).toContain(path);
			expect(await title.inputValue()).toBe('Mine');
			await page.locator('.draft-notices').getByText('Karim Nasser').waitFor();

			await overview.click();
			await page.getByRole('dialog').getByRole('button', { name: 'Leave' }).waitFor();
			await studio.picture('screens-dialog-leave');
			await page.getByRole('dialog').getByRole('button', { name: 'Leave' }).click();
			await page.locator('.scroll tbody').first().waitFor();
			expect((await read(path)).draft?.payload.title).toBe('Theirs');
			expect(unexpected(409)).toEqual([]);
		});
	},
	[12],
);

interface StoredComponent {
	id: string;
	type: string;
	props: Record<string, unknown>;
}
type WithScreen<Layout> = Omit<Layout, 'payload'> & {
	payload: { title: string; components: StoredComponent[] };
};

type Stored = Pick<Variant, 'screen_key' | 'goal' | 'locale'> & {
	live: WithScreen<NonNullable<Variant['live']>> | null;
	draft: WithScreen<NonNullable<Variant['draft']>> | null;
};

/** Not the one of the dialog that it opens. */
const discardButton = (page: Page): Locator =>
	page.locator('.header-bar').getByRole('button', { name: 'Discard the draft' });

const drawer = (page: Page): Locator => page.locator('.v-drawer');

/** The one that changes what is live; before it is the one that closes the drawer. */
const publishButton = (page: Page): Locator => drawer(page).locator('.screens-drawer .buttons button').last();

async function openPublishing(page: Page): Promise<void> {
	const icon = page.locator('[data-icon=publish]');
	await page.locator('.header-bar button').filter({ has: icon }).click();
	await drawer(page).locator('.impact .group').first().waitFor();
}

/** As a field for a date and time takes it, in the time zone of the machine, which is the browser's too. */
function localTime(moment: number): string {
	const offsetMs = new Date(moment).getTimezoneOffset() * 60_000;
	return new Date(moment - offsetMs).toISOString().slice(0, 16);
}
