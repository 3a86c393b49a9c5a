import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AlertsView } from '../../domain/operations/alerts/contract.ts';
import { describeInStudio, layoutFaults, people, type Studio } from '../support/browser/index.ts';
import { type Host } from '../support/host/index.ts';

const words = {
	'en-US': {
		locale: 'en',
		firing: 'A job was given up',
		silenceIt: 'Silence “A job was given up”',
		silence: 'Silence',
		silenceTitle: 'Tell nobody for a while',
		reason: 'Reason',
		silenced: 'Silenced',
		change: 'Change “A job was given up”',
		limit: /^Fires above/,
		save: 'Save',
		changed: 'changed',
		lookNow: 'Look now',
		sendTest: 'Send a test',
		sent: 'sent',
		over: 'Nothing fires',
		careNow: 'Care now',
		careDone: /^Done\./,
		search: 'Search tables',
	},
	'ar-SA': {
		locale: 'ar',
		firing: 'فشلت مهمة نهائيا',
		silenceIt: 'إسكات «فشلت مهمة نهائيا»',
		silence: 'إسكات',
		silenceTitle: 'عدم إبلاغ أحد لفترة',
		reason: 'السبب',
		silenced: 'مُسكَت',
		change: 'تعديل «فشلت مهمة نهائيا»',
		limit: /^يبدأ فوق/,
		save: 'حفظ',
		changed: 'معدّلة',
		lookNow: 'افحص الآن',
		sendTest: 'أرسل تجربة',
		sent: 'أُرسلت',
		over: 'لا توجد تنبيهات',
		careNow: 'اعتن بها الآن',
		careDone: /^تم\./,
		search: 'ابحث في الجداول',
	},
} as const;

/** Every major and every language once: the words do not depend on the major. */
const languageOf = { 12: 'en-US', 11: 'ar-SA' } as const;
const rule = 'dead-letters';

describeInStudio('alerts and the database', (kind, desk) => {
	const language = languageOf[kind.major];
	const said = words[language];
	let host: Host;
	let studio: Studio;
	let page: Page;

	beforeAll(async () => {
		host = await desk.start({ name: 'operations-alerts', provisioned: 'empty' });
		const { alerts } = await host.admin<AlertsView>('GET', '/ops/alerts');
		// A machine under load fires some by itself.
		for (const alert of alerts)
			if (alert.rule !== rule)
				await host.admin('PUT', `/ops/alerts/rules/${alert.rule}`, { is_enabled: false });
		const now = new Date();
		await host.knex('job_runs').insert({
			id: crypto.randomUUID(),
			name: 'planted',
			slot: 'manual:1',
			status: 'dead',
			run_at: now,
			created_at: now,
			finished_at: now,
		});
		studio = await desk.open(people.administrator(host), {
			language,
			viewport: { width: 1280, height: 1600 },
		});
		page = studio.page;
	});

	const picture = (name: string) => studio.picture(`operations-${name}-${said.locale}-${kind.major}`);
	const button = (name: string) => page.getByRole('button', { name, exact: true });
	const row = () => page.locator('tr', { has: page.locator(`bdi:text-is("${rule}")`) });
	const read = async () =>
		(await host.admin<AlertsView>('GET', '/ops/alerts')).alerts.find((alert) => alert.rule === rule)!;

	describe('alerts', () => {
		it('show what fires first, and its remedy', async () => {
			await studio.open('operations/alerts');
			await button(said.lookNow).click();
			await page.getByRole('heading', { name: said.firing }).waitFor();
			await picture('alerts');
			expect(studio.problems()).toEqual([]);
		});

		it('are silenced with a reason', async () => {
			await button(said.silenceIt).click();
			const dialog = page.getByRole('dialog', { name: said.silenceTitle });
			await dialog.getByRole('button', { name: said.silence, exact: true }).click();
			await dialog.getByRole('alert').waitFor();
			await dialog.getByLabel(said.reason).fill('mending it');
			await picture('alerts-silence');
			await dialog.getByRole('button', { name: said.silence, exact: true }).click();
			await page.getByText(said.silenced, { exact: true }).waitFor();
			expect(await read()).toMatchObject({ is_silenced: true });
			expect(studio.problems()).toEqual([]);
		});

		it('have limits that can be changed, which holds at once', async () => {
			await button(said.change).click();
			await page.getByLabel(said.limit).fill('3');
			await picture('alerts-rule');
			await button(said.save).click();
			await page.getByText(said.over).waitFor();
			expect(await row().innerText()).toContain(said.changed);
			expect(await read()).toMatchObject({ threshold: 3, phase: 'well' });
			expect(studio.problems()).toEqual([]);
		});

		it('are tested from here', async () => {
			await button(said.sendTest).click();
			await page.getByRole('status').getByText(said.sent, { exact: true }).first().waitFor();
			await picture('alerts-tested');
			expect(studio.problems()).toEqual([]);
		});
	});

	it('the database is looked after from here, and shows how large it is', async () => {
		await studio.open('operations/database');
		await button(said.careNow).click();
		await page.getByText(said.careDone).waitFor();
		await page.getByRole('searchbox', { name: said.search }).fill('job_');
		await expect.poll(() => page.locator('tbody').first().locator('tr').count()).toBe(1);
		await picture('database');
		expect(studio.problems()).toEqual([]);
	});

	it('both fit a narrow window: only tables scroll sideways', async () => {
		await page.setViewportSize({ width: 820, height: 1100 });
		for (const path of ['alerts', 'database']) {
			await studio.open(`operations/${path}`);
			await expect.poll(() => layoutFaults(page)).toEqual([]);
		}
	});

	it('both look right in the dark', async () => {
		await page.setViewportSize({ width: 1280, height: 1200 });
		await studio.darken('operations');
		for (const path of ['alerts', 'database']) {
			await studio.open(`operations/${path}`);
			await page.locator('tbody tr').first().waitFor();
			await studio.picture(`operations-${path}-dark-${said.locale}-${kind.major}`);
		}
		expect(studio.problems()).toEqual([]);
	});
});
