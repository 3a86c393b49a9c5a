import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { activePeople, plantActivePeople } from '../support/active-people.ts';
import { describeInStudio, people, type Studio } from '../support/browser/index.ts';
import { type Host, type TestUser, withUser } from '../support/host/index.ts';
import { phoneOf } from '../support/phone.ts';

const languages = [
	{
		language: 'en-US',
		locale: 'en',
		banner: 'Ramadan times are here: see when to break your fast.',
		note: 'A banner for Ramadan; 1.0 cannot show it.',
		refusal: /68 \(17%\).*ask an administrator/,
		newComponent: /Banner.*banner|banner/i,
	},
	{
		language: 'ar-SA',
		locale: 'ar',
		banner: 'مواقيت رمضان بين يديك: اعرف موعد إفطارك.',
		note: 'إعلان لرمضان لا يعرضه الإصدار 1.0.',
		refusal: /68 \(17%\).*مسؤول/,
		newComponent: /إعلان|banner/,
	},
] as const;

/** Wide enough for the three columns of the editor beside both bars of the Studio. */
const viewport = { width: 1680, height: 1000 };

describeInStudio('the screens', (kind, desk) => {
	let host: Host;
	let editor: TestUser;

	beforeAll(async () => {
		host = await desk.start({ name: 'screens-studio', provisioned: 'seeded' });
		await plantActivePeople(host);
		editor = await withUser(host, { role: 'Editor' });
		await host.admin('PATCH', `/users/${editor.id}`, { first_name: 'Mariam', last_name: 'Haddad' });
	});

	describe.each(languages)('in $language', ({ language, locale, banner, note, refusal, newComponent }) => {
		let studio: Studio;
		let page: Page;
		const variant = `home/default/${locale}`;
		const picture = (step: string) => studio.picture(`screens-${step}-${kind.major}-${locale}`);
		const phone = (app_version: string, platform: 'ios' | 'android', schema: number) =>
			phoneOf(host, null).send('GET', `/mobile/screens/home?locale=${locale}&schema=${schema}`, undefined, {
				'x-app-version': app_version,
				'x-app-platform': platform,
			});

		beforeAll(async () => {
			studio = await desk.open(editor, { language, viewport });
			page = studio.page;
		});
		afterAll(() => studio?.close());

		it('leads from the overview to home', async () => {
			await studio.open('screens');
			const link = page.locator(`td a[href$="/screens/${variant}"]`);
			await link.waitFor();
			await picture('overview');
			await link.click();
			await page.getByRole('treeitem').nth(1).waitFor();
			await openPreview(page);
			await page.locator('.phone-screen [data-component]').first().waitFor();
			await picture('editor');
			await page.setViewportSize({ width: 1024, height: 768 });
			await page.locator('.editor-columns.medium, .editor-columns.narrow').waitFor();
			await picture('tablet');
			await page.setViewportSize(viewport);
			await page.locator('.editor-columns.wide').waitFor();
			expect(studio.problems()).toEqual([]);
		});

		it('puts a banner on top, and raises the minimum version', async () => {
			await page.getByRole('treeitem').nth(0).focus();
			await page.keyboard.press('Insert');
			await page.getByRole('combobox').last().waitFor();
			await page.keyboard.type('banner');
			await picture('add');
			await page.keyboard.press('Enter');
			const added = page.locator('[data-node][aria-selected=true]');
			await page.locator('#screens-pane-form [data-pointer$="/props/text"]').fill(banner);
			for (let place = 8; place > 0; place -= 1) {
				await added.focus();
				await page.keyboard.press('Alt+ArrowUp');
				await page.locator(`[data-node="/components/${place - 1}"][aria-selected=true]`).waitFor();
			}
			await openPreview(page);
			await page.locator('.phone-screen [data-component=banner]', { hasText: banner }).waitFor();
			await picture('edited');
			await page.locator('[data-tab=form]').click();

			await page.getByRole('treeitem').nth(0).click();
			await page.locator('#screens-pane-form [data-field=min_app_version]').fill('1.1.0');
			await picture('floor');
			expect(studio.problems()).toEqual([]);
		});

		it('is stopped by what breaks older apps, told what and where, and takes the proposed version', async () => {
			await openPublishing(page);
			const gate = drawer(page).locator('.v-notice.warning').first();
			await gate.waitFor();
			expect(await publishButton(page).isDisabled()).toBe(true);
			const report = drawer(page).locator('.report');
			expect(await report.innerText()).toMatch(newComponent);
			expect(await report.innerText()).toContain('/components/0');
			await picture('breaking');

			const proposed = report.locator('section .buttons button');
			expect(await proposed.innerText()).toContain('2');
			await proposed.click();
			await gate.waitFor({ state: 'detached' });
			expect(await publishButton(page).isDisabled()).toBe(false);
			expect(studio.problems()).toEqual([]);
		});

		it('shows whom the minimum version blocks, of 28 days and of 7', async () => {
			for (const days of [28, 7] as const) {
				await drawer(page)
					.locator('.periods button', { hasText: String(days) })
					.click();
				expect(await impact(page)).toEqual({
					blocked: activePeople.blockedBy_1_1_0[days],
					newlyBlocked: activePeople.newlyBlockedBy_1_1_0[days],
					lastGood: activePeople.lastGoodOfSchema2[days],
					alreadyBlocked: activePeople.alreadyBlocked[days],
				});
				expect(await drawer(page).locator('.basis').innerText()).toContain(String(activePeople.total[days]));
			}
			await drawer(page).locator('.periods button', { hasText: '28' }).click();
			await drawer(page)
				.locator('.impact')
				.evaluate((element) => element.scrollIntoView({ block: 'start' }));
			await picture('impact');
			expect(studio.problems()).toEqual([]);
		});

		it('publishes; older phones get the last good layout, blocked ones are asked to update', async () => {
			await drawer(page).locator('textarea').fill(note);
			await picture('publish');
			await publishButton(page).click();
			await drawer(page).locator('.receipt table tbody tr').first().waitFor();
			await picture('receipt');

			const current = await phone('1.4.0', 'ios', 2);
			expect(current.json).toMatchObject({ data: { served: 'exact', revision: 2, schema_version: 2 } });
			expect(current.text).toContain(banner);
			const older = await phone('1.3.0', 'ios', 1);
			expect(older.json).toMatchObject({ data: { served: 'last_good', revision: 1, schema_version: 1 } });
			expect(older.text).not.toContain(banner);
			const blocked = await phone('1.0.2', 'android', 1);
			expect(blocked.status).toBe(403);
			expect(blocked.json.errors[0].extensions).toMatchObject({
				code: 'UPGRADE_REQUIRED',
				reason: 'min_app_version',
				min_app_version: '1.1.0',
			});
			expect(studio.problems()).toEqual([]);
		});

		it('brings the release before back from the history, also on phones', async () => {
			await studio.open(`screens/${variant}/history`);
			await page.locator('#release-1').waitFor();
			await picture('history');
			await page.locator('article:has(#release-1) header button').click();
			await page.locator('.receipt table tbody tr').first().waitFor();
			await picture('restored');
			await page.locator('.receipt button').last().click();
			await page.locator('#release-3').waitFor();

			const blockedBefore = await phone('1.0.2', 'android', 1);
			expect(blockedBefore.json).toMatchObject({ data: { served: 'exact', revision: 3 } });
			const current = await phone('1.4.0', 'ios', 2);
			expect(current.json).toMatchObject({ data: { revision: 3, schema_version: 1 } });
			expect(current.text).not.toContain(banner);
			expect(studio.problems()).toEqual([]);
		});

		it('refuses a minimum version above the threshold to an editor, with the reason', async () => {
			await askForFloor(studio, locale, '1.3.0');
			const gate = drawer(page).locator('.v-notice.warning').first();
			await gate.waitFor();
			expect(await gate.innerText()).toMatch(refusal);
			expect(await publishButton(page).isDisabled()).toBe(true);
			await picture('refused');
			expect(studio.problems()).toEqual([]);
		});

		it('has an administrator type how many people such a version blocks', async () => {
			const administrator = await desk.open(people.administrator(host), {
				language,
				viewport,
				appearance: 'dark',
			});
			await askForFloor(administrator, locale, '1.3.0');
			const number = drawer(administrator.page).locator('input[inputmode=numeric]');
			const apply = publishButton(administrator.page);
			await number.waitFor();
			const needed = activePeople.newlyBlockedBy_1_3_0[28];
			for (const [typed, isDisabled] of [
				['', true],
				[String(needed - 1), true],
				[String(needed), false],
			] as const) {
				await number.fill(typed);
				expect(await apply.isDisabled()).toBe(isDisabled);
			}
			await administrator.picture(`screens-confirmation-${kind.major}-${locale}`);
			await apply.click();
			await drawer(administrator.page).locator('.receipt table tbody tr').first().waitFor();

			const answer = await host.fetch(`/mobile/screens/home?goal=gain&locale=${locale}`, {
				headers: { 'x-app-version': '1.2.0', 'x-app-platform': 'android' },
			});
			expect(answer.status).toBe(403);
			await administrator.open(`screens/${variant}`);
			await administrator.page.locator('.phone-screen [data-component]').first().waitFor();
			await administrator.picture(`screens-dark-${kind.major}-${locale}`);
			expect(administrator.problems()).toEqual([]);
			await administrator.close();
		});
	});
});

const drawer = (page: Page): Locator => page.locator('.v-drawer');

/** The one that changes what is live; before it is the one that closes the drawer. */
const publishButton = (page: Page): Locator => drawer(page).locator('.screens-drawer .buttons button').last();

/** A tab, or beside the form where there is room. */
async function openPreview(page: Page): Promise<void> {
	await page.locator('[data-tab=preview]').click();
}

async function openPublishing(page: Page): Promise<void> {
	const icon = page.locator('[data-icon=publish]');
	await page.locator('.header-bar button').filter({ has: icon }).click();
	await drawer(page).locator('.impact .group').first().waitFor();
}

/** People in each group of the panel, in its order. */
async function impact(page: Page) {
	const groups = await drawer(page).locator('.impact .group dd span').allInnerTexts();
	const [blocked, newlyBlocked, lastGood, alreadyBlocked] = groups.map((words) =>
		Number(words.replaceAll(/\D/g, '')),
	);
	return { blocked, newlyBlocked, lastGood, alreadyBlocked };
}

/** In the overview, for the screens of home for people who lose or gain weight. */
async function askForFloor({ open, page }: Studio, locale: string, version: string): Promise<void> {
	await open('screens');
	for (const goal of ['lose', 'gain'])
		await page.locator(`td:has(a[href$="/screens/home/${goal}/${locale}"]) input[type=checkbox]`).check();
	await page.locator('.bulk button').first().click();
	await drawer(page).locator('.impact .group').first().waitFor();
	await drawer(page).locator('input[name=min_app_version]').fill(version);
}
