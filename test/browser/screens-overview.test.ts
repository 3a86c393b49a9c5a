import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Release, VariantName } from '../../domain/screens/studio/contract.ts';
import { describeInStudio, layoutFaults, type Studio, unnamedControls } from '../support/browser/index.ts';
import { type Host, type TestUser, withUser } from '../support/host/index.ts';
import { phoneOf, type Phone } from '../support/phone.ts';

const languages = [
	{
		language: 'en-US',
		locale: 'en',
		direction: 'ltr',
		words: {
			search: 'Search',
			state: 'State',
			selectHome: 'Select home · Every goal · English',
			setFloors: /Set minimum version/,
			ios: /^iOS only/,
			use: /^Use .+ for iOS$/,
			people: 'Whom it shuts out',
			apply: 'Apply to all',
			done: 'Done',
			restoreFirst: 'Restore revision 1',
			live: 'Live',
			nothing: 'No screen matches',
		},
	},
	{
		language: 'ar-SA',
		locale: 'ar',
		direction: 'rtl',
		words: {
			search: 'بحث',
			state: 'الحالة',
			selectHome: 'تحديد home · كل الأهداف · الإنجليزية',
			setFloors: /تعيين الحد الأدنى/,
			ios: /^iOS فقط/,
			use: /^استخدام .+ على iOS$/,
			people: 'من الذين يُحجبون',
			apply: 'تطبيق على الكل',
			done: 'تم',
			restoreFirst: 'استعادة المراجعة 1',
			live: 'منشورة',
			nothing: 'لا توجد شاشة مطابقة',
		},
	},
] as const;

const home: VariantName = { screen_key: 'home', goal: 'default', locale: 'en' };
const homePath = `${home.screen_key}/${home.goal}/${home.locale}`;

/**
 * Every major and every language once, not each with each: the words do not depend on the major, and the whole run
 * has only minutes.
 */
const languageOf = { 12: 'en-US', 11: 'ar-SA' } as const;

describeInStudio('the screens', (kind, desk) => {
	const shown = languages.filter(({ language }) => language === languageOf[kind.major]);
	let host: Host;
	let editor: TestUser;
	let phone: Phone;

	beforeAll(async () => {
		const env = { BEBETTER_SEED_PEOPLE: 'true' };
		host = await desk.start({ name: 'screens-studio', provisioned: 'seeded', env });
		editor = await withUser(host, { role: 'Editor' });
		phone = phoneOf(host, editor.token);
	});

	const releases = async (): Promise<Release[]> =>
		(await phone.send('GET', `/ops/screens/${homePath}/releases`)).json.data;

	describe.each(shown)('in $language', ({ language, locale, direction, words }) => {
		let studio: Studio;
		let page: Page;

		beforeAll(async () => {
			studio = await desk.open(editor, {
				language,
				viewport: { width: 1280, height: 900 },
			});
			page = studio.page;
		});
		afterAll(() => studio?.close());

		const picture = (name: string) => studio.picture(`screens-${name}-${locale}-${kind.major}`);
		const row = (key: string) => page.locator('tbody', { has: page.locator(`bdi:text-is("${key}")`) });

		it('are in the module bar, and one table shows which there are and how they stand', async () => {
			await page.locator('a[href$="/admin/screens"]').first().click();
			await row('home').waitFor();
			expect(await page.locator('html').getAttribute('dir')).toBe(direction);
			expect(await row('home').locator('tr').count()).toBe(2);
			expect(await row('home').locator('tr').first().locator('td').first().innerText()).toContain(words.live);
			expect(await page.getByRole('columnheader').count()).toBe(6);
			expect(await page.getByRole('rowheader').count()).toBeGreaterThan(4);
			expect(await unnamedControls(page, '.screens-page, .screens-drawer')).toEqual([]);
			await picture('overview');
			expect(studio.problems()).toEqual([]);
		});

		it('fit a tablet: only the table scrolls sideways', async () => {
			await page.setViewportSize({ width: 820, height: 1100 });
			await expect.poll(() => layoutFaults(page)).toEqual([]);
			await picture('overview-tablet');
			await page.setViewportSize({ width: 1280, height: 900 });
		});

		it('are found by key and by state', async () => {
			await page.getByRole('searchbox', { name: words.search }).fill('hom');
			await expect.poll(() => page.locator('.scroll tbody').count()).toBe(1);
			await page.getByRole('combobox', { name: words.state }).selectOption('rendering_fails');
			await page.getByText(words.nothing).waitFor();
			await page.getByRole('combobox', { name: words.state }).selectOption('live');
			await row('home').waitFor();
			await page.getByRole('searchbox', { name: words.search }).fill('');
			expect(studio.problems()).toEqual([]);
		});

		it('get a minimum version together, whose cost is shown before', async () => {
			await page.getByRole('checkbox', { name: words.selectHome, exact: true }).check();
			await page.getByRole('button', { name: words.setFloors }).click();
			await page.getByRole('region', { name: words.people }).first().waitFor();
			await page.getByRole('button', { name: words.use }).first().waitFor();
			await picture('floors');
			const before = await page.getByLabel(words.ios).inputValue();
			// The lowest that anybody still has costs nobody anything.
			await page.getByRole('button', { name: words.use }).first().click();
			const chosen = await page.getByLabel(words.ios).inputValue();
			expect(chosen).not.toBe(before);
			expect(await unnamedControls(page, '.screens-page, .screens-drawer')).toEqual([]);
			await picture('floors-chosen');
			expect(studio.problems()).toEqual([]);
		});

		it('keep the minimum version, which is a release of its own', async () => {
			const [last] = await releases();
			await page.getByRole('button', { name: words.apply }).click();
			await page.getByRole('button', { name: words.done }).waitFor();
			const [first] = await releases();
			expect(first?.revision).toBe((last?.revision ?? 0) + 1);
			expect(first?.floors.min_app_version_ios).not.toBeNull();
			await picture('floors-applied');
			await page.getByRole('button', { name: words.done }).click();
			expect(studio.problems()).toEqual([]);
		});

		it('go back to an earlier release with one press, as a new release', async () => {
			await studio.open(`screens/${homePath}/history`);
			const before = await releases();
			await picture('history');
			expect(await page.locator('article').count()).toBe(before.length);
			expect(await unnamedControls(page, '.screens-page, .screens-drawer')).toEqual([]);

			await page.getByRole('button', { name: words.restoreFirst, exact: true }).click();
			await page.getByRole('button', { name: words.done }).waitFor();
			await picture('restored');
			await page.getByRole('button', { name: words.done }).click();

			const after = await releases();
			expect(after).toHaveLength(before.length + 1);
			expect(after[0]).toMatchObject({ is_live: true, floors: before.at(-1)!.floors });
			await expect.poll(() => page.locator('article').count()).toBe(after.length);
			expect(studio.problems()).toEqual([]);
		});

		it('are made of components that the catalogue explains', async () => {
			await studio.open('screens/catalogue');
			await page.locator('details.component').nth(1).locator('summary').click();
			expect(await page.locator('details.component[open] tbody tr').count()).toBeGreaterThan(0);
			expect(await unnamedControls(page, '.screens-page, .screens-drawer')).toEqual([]);
			await picture('catalogue');
			await studio.open('screens/scheduled');
			await picture('scheduled');
			expect(studio.problems()).toEqual([]);
		});
	});

	it('look right in the dark, in Arabic', async () => {
		const studio = await desk.open(editor, { language: 'ar-SA', appearance: 'dark' });
		await studio.open('screens');
		await studio.page.locator('.scroll tbody').first().waitFor();
		await studio.picture(`screens-overview-dark-${kind.major}`);
		expect(studio.problems()).toEqual([]);
		await studio.close();
	});

	it('are nothing for people who only use the app', async () => {
		const user = await withUser(host, { role: 'App User' });
		expect((await phoneOf(host, user.token).send('GET', '/ops/screens')).status).toBe(403);
	});
});
