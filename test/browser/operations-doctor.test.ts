import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import {
	describeInStudio,
	layoutFaults,
	people,
	type Studio,
	unnamedControls,
} from '../support/browser/index.ts';
import { type Host } from '../support/host/index.ts';

const words = {
	'en-US': {
		direction: 'ltr',
		never: 'Never checked yet',
		again: 'Check again',
		copy: 'Copy as JSON',
		copied: 'Copied',
		doctor: 'Doctor',
		verify: 'Verify',
		screens: 'Screens',
		remedy: 'What to do:',
		begin: 'Begin maintenance…',
		beginNow: 'Begin maintenance',
		ends: 'Ends by itself',
		end: 'End maintenance',
	},
	'ar-SA': {
		direction: 'rtl',
		never: 'لم يُجرَ أي فحص بعد',
		again: 'أعد الفحص',
		copy: 'نسخ بصيغة JSON',
		copied: 'نُسخ',
		doctor: 'الفحص',
		verify: 'التحقق',
		screens: 'الشاشات',
		remedy: 'ما العمل:',
		begin: 'بدء الصيانة…',
		beginNow: 'بدء الصيانة',
		ends: 'تنتهي تلقائيًا',
		end: 'إنهاء الصيانة',
	},
} as const;

/** Every major and every language once. */
const languageOf = { 12: 'en-US', 11: 'ar-SA' } as const;

describeInStudio('the page Doctor', (kind, desk) => {
	const language = languageOf[kind.major];
	const text = words[language];
	let host: Host;
	let studio: Studio;
	let page: Page;

	beforeAll(async () => {
		// Nobody works the job that would check by itself.
		const env = { TZ: 'Asia/Riyadh', BEBETTER_ROLE: 'web' };
		host = await desk.start({ name: 'operations-doctor', provisioned: 'seeded', env });
		studio = await desk.open(people.administrator(host), {
			language,
			viewport: { width: 1280, height: 1000 },
		});
		page = studio.page;
		await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: host.url });
	});

	const picture = (name: string) => studio.picture(`doctor-${name}-${kind.major}`);
	const button = (name: string) => page.getByRole('button', { name, exact: true });
	const report = (check: 'doctor' | 'verify') => page.locator(`section[data-check="${check}"]`);

	it('says what to do while nothing was ever checked', async () => {
		await host.knex('bebetter_checks').delete();
		await studio.open('operations/doctor');
		await page.getByText(text.never).waitFor();
		expect(await page.locator('html').getAttribute('dir')).toBe(text.direction);
		await picture('never');
		expect(studio.problems()).toEqual([]);
	});

	it('checks, and shows the worst first with the remedy of each', async () => {
		await host
			.knex('sdui_screens')
			.where({ screen_key: 'home', goal: 'default', locale: 'ar' })
			.update({ payload_json: JSON.stringify({ title: 'x', components: [{ id: 'a', type: 'no_such' }] }) });
		await button(text.again).click();
		await report('verify').waitFor();
		await report('doctor').waitFor();

		const first = report('verify').locator('[data-finding]').first();
		expect(await first.getAttribute('data-finding')).toBe('screen-invalid');
		expect(await first.innerText()).toContain('home/default/ar');
		expect(await first.innerText()).toContain(text.remedy);
		expect(await report('verify').locator('h3').first().innerText()).toBe(text.screens);
		expect(await report('doctor').locator('[data-finding]').first().getAttribute('data-finding')).toBe(
			'worker-missing',
		);
		await report('doctor').locator('[data-finding="time-zone-not-utc"]').waitFor();
		await picture('checked');
		expect(studio.problems()).toEqual([]);
	});

	it('copies the reports for somebody who helps', async () => {
		await button(text.copy).click();
		await page.getByText(text.copied, { exact: true }).waitFor();
		const copied = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
		expect(copied).toMatchObject({ doctor: { check: 'doctor' }, verify: { check: 'verify' } });
		expect(copied).toEqual(await host.admin('GET', '/ops/checks'));
	});

	it('is reached and worked with the keyboard, and everything has a name', async () => {
		const checkedAt = async () =>
			(await host.admin<{ verify: { checked_at: string } }>('GET', '/ops/checks')).verify.checked_at;
		const before = await checkedAt();
		await button(text.again).focus();
		await page.keyboard.press('Enter');
		await expect.poll(checkedAt, { timeout: 60_000 }).not.toBe(before);
		expect(await unnamedControls(page, '.operations-page')).toEqual([]);
	});

	it('begins and ends maintenance, which every page of both modules shows', async () => {
		const statusOf = async () => (await host.fetch('/mobile/screens')).status;
		await button(text.begin).click();
		await page.getByLabel(text.ends).selectOption('30');
		await page.locator('textarea[lang=en]').fill('Back soon.');
		await picture('maintenance-dialog');
		await button(text.beginNow).click();
		await page.locator('.maintenance').waitFor();
		await expect.poll(statusOf).toBe(503);
		await picture('maintenance-on');

		await studio.open('screens');
		await page.locator('.screens-page .maintenance').waitFor();
		await studio.open('operations');
		await page.locator('.operations-page .maintenance').waitFor();
		await button(text.end).click();
		await button(text.begin).waitFor();
		await expect.poll(statusOf).toBe(200);
		expect(await host.admin('GET', '/ops/maintenance')).toMatchObject({ on: false });
		expect(studio.problems()).toEqual([]);
	});

	it('looks right in the dark, and on a tablet', async () => {
		await page.setViewportSize({ width: 820, height: 1100 });
		await studio.darken('operations/doctor');
		await studio.page.locator('[data-finding]').first().waitFor();
		await expect.poll(() => layoutFaults(studio.page)).toEqual([]);
		await studio.picture(`doctor-dark-${kind.major}`);
		expect(studio.problems()).toEqual([]);
	});
});
