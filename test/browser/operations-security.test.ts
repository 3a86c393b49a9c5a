import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { describeInStudio, layoutFaults, people, type Studio } from '../support/browser/index.ts';
import { type Host } from '../support/host/index.ts';

const words = {
	'en-US': {
		failed: 'Failed logins',
		sources: 'Where failures come from',
		secrets: 'Secrets by age',
		changes: 'Changes of who may do what',
		logOut: 'Log everybody out',
		keep: 'Keep my own session',
		phrase: 'Type revoke to go on',
		revoked: /sessions were ended/,
		overdue: 'Overdue',
	},
	'ar-SA': {
		failed: 'محاولات دخول فاشلة',
		sources: 'مصادر الإخفاق',
		secrets: 'الأسرار حسب العمر',
		changes: 'تغييرات في من يُسمح له بماذا',
		logOut: 'إخراج الجميع',
		keep: 'الإبقاء على جلستي',
		phrase: 'اكتب revoke للمتابعة',
		revoked: /أُنهيت/,
		overdue: 'متأخر',
	},
} as const;

/** English on one major, Arabic on the other: the words do not depend on it. */
const languageOf = { 12: 'en-US', 11: 'ar-SA' } as const;

describeInStudio('the page Security', (kind, desk) => {
	const language = languageOf[kind.major];
	const own = words[language];
	const locale = language.slice(0, 2);
	let host: Host;
	let studio: Studio;
	let page: Page;

	const logIn = (email: string, password: string) =>
		host.fetch('/auth/login', {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ email, password }),
		});

	beforeAll(async () => {
		host = await desk.start({ name: 'operations-security', provisioned: 'empty' });
		for (let attempt = 0; attempt < 3; attempt += 1) await logIn('nobody@example.com', 'wrong');
		expect((await logIn(host.adminEmail, host.adminPassword)).status).toBe(200);
		await host.admin('POST', '/roles', { name: 'Auditors' });
		const longAgo = Date.now() - 100 * 86_400_000;
		await host.knex('bebetter_secrets').where({ name: 'SECRET' }).update({ first_seen: longAgo });
		studio = await desk.open(people.administrator(host), {
			language,
			viewport: { width: 1280, height: 1000 },
		});
		page = studio.page;
	});

	it('shows failed logins, where they come from, changes of access and what is overdue', async () => {
		await studio.open('operations/security');
		const failed = page.locator('.figures > div', { hasText: own.failed }).first();
		await expect.poll(() => failed.locator('strong').innerText()).toBe('3');
		expect(await page.getByRole('region', { name: own.sources }).innerText()).toContain('127.0.0.0/24');
		const secrets = page.getByRole('region', { name: own.secrets });
		expect(await secrets.locator('tbody tr').first().innerText()).toMatch(
			new RegExp(`SECRET.*${own.overdue}`, 's'),
		);
		expect(await page.getByRole('region', { name: own.changes }).innerText()).toContain('Auditors');
		await studio.picture(`operations-security-${locale}-${kind.major}`);
		await page.evaluate(() => document.querySelector('.secrets')?.scrollIntoView());
		await studio.picture(`operations-security-below-${locale}-${kind.major}`);
		expect(studio.problems()).toEqual([]);
	});

	it('fits a tablet: only tables scroll sideways', async () => {
		await page.setViewportSize({ width: 820, height: 1100 });
		await expect.poll(() => layoutFaults(page)).toEqual([]);
		await studio.picture(`operations-security-tablet-${locale}-${kind.major}`);
		await page.setViewportSize({ width: 1280, height: 1000 });
	});

	it('logs everybody else out once the word is typed, and not before', async () => {
		await page.getByRole('button', { name: own.logOut }).first().click();
		const dialog = page.getByRole('dialog', { name: new RegExp(own.logOut.slice(0, 8)) });
		const doIt = dialog.getByRole('button', { name: own.logOut });
		expect(await doIt.isDisabled()).toBe(true);
		expect(await dialog.getByRole('checkbox', { name: own.keep }).isChecked()).toBe(true);
		await dialog.getByLabel(own.phrase).fill('revoke');
		await studio.picture(`operations-security-revoke-${locale}-${kind.major}`);
		await doIt.click();
		await page.getByText(own.revoked).waitFor();
		const rows: unknown[] = await host.knex('directus_sessions');
		expect(rows).toHaveLength(1);
		expect(studio.problems()).toEqual([]);
	});

	it('looks right in the dark, and says so when the server does not answer', async () => {
		await page.setViewportSize({ width: 1440, height: 900 });
		await studio.darken('operations/security');
		await page.locator('.figures').waitFor();
		await studio.picture(`operations-security-dark-${locale}-${kind.major}`);
		expect(studio.problems()).toEqual([]);

		await page.route('**/ops/security', (route) => route.abort());
		await studio.open('operations');
		await studio.open('operations/security');
		await page.getByRole('alert').first().waitFor();
		await studio.picture(`operations-security-failed-${locale}-${kind.major}`);
	});
});
