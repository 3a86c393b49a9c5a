import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import type { BackupsOverview } from '../../domain/operations/backups/contract.ts';
import { withoutBackups } from '../support/backups/without-backups.ts';
import {
	describeInStudio,
	layoutFaults,
	people,
	type Studio,
	unnamedControls,
} from '../support/browser/index.ts';
import { type Host } from '../support/host/index.ts';

const languages = {
	12: {
		language: 'en-US',
		locale: 'en',
		direction: 'ltr',
		words: {
			none: 'No backup yet',
			backUp: 'Back up now',
			drill: 'Drill now',
			verified: 'Verified',
			verify: /^Verify the backup of/,
			damaged: 'Damaged',
			passed: 'Passed',
			failed: 'Failed',
			trend: /^Recovery time of drills: last/,
			noKey: 'BEBETTER_BACKUP_KEYS',
		},
	},
	11: {
		language: 'ar-SA',
		locale: 'ar',
		direction: 'rtl',
		words: {
			none: 'لا توجد نسخ بعد',
			backUp: 'خذ نسخة احتياطية الآن',
			drill: 'جرّب الاستعادة الآن',
			verified: 'تم التحقق',
			verify: /^تحقق من نسخة/,
			damaged: 'تالفة',
			passed: 'نجحت',
			failed: 'فشلت',
			trend: /^مدة الاستعادة في التجارب: الأخيرة/,
			noKey: 'BEBETTER_BACKUP_KEYS',
		},
	},
} as const;

const patience = 60_000;

describeInStudio('backups', (kind, desk) => {
	const { language, locale, direction, words } = languages[kind.major];
	let host: Host;
	let studio: Studio;
	let page: Page;

	beforeAll(async () => {
		host = await desk.start({ name: 'operations-backups', provisioned: 'seeded' });
		await withoutBackups(host);
		studio = await desk.open(people.administrator(host), {
			language,
			viewport: { width: 1280, height: 1000 },
		});
		page = studio.page;
	});

	const picture = (name: string) => studio.picture(`backups-${name}-${locale}-${kind.major}`);
	const button = (name: string | RegExp) => page.getByRole('button', { name });
	const overview = () => host.admin<BackupsOverview>('GET', '/ops/backups');

	it('say that there are none yet, and what to do', async () => {
		await studio.open('operations/backups');
		await page.getByText(words.none).waitFor();
		await page.getByText(words.noKey).first().waitFor();
		expect(await page.evaluate(() => document.documentElement.dir)).toBe(direction);
		expect(await button(words.drill).isDisabled()).toBe(true);
		expect(await unnamedControls(page, '.operations-page')).toEqual([]);
		await picture('none');
		expect(studio.problems()).toEqual([]);
	});

	it('are taken by a click, and shown as verified when they were read back', async () => {
		await button(words.backUp).click();
		const row = page.locator('tbody tr').first();
		await row.getByText(words.verified, { exact: true }).waitFor({ timeout: patience });
		const { backups } = await overview();
		expect(backups).toMatchObject([{ status: 'verified' }]);
		await expect.poll(() => button(words.drill).isEnabled(), { timeout: patience }).toBe(true);
		await picture('one');
		expect(studio.problems()).toEqual([]);
	});

	it('are read back again by a click, which finds what was changed since', async () => {
		const [backup] = (await overview()).backups;
		await host
			.knex('bebetter_backups')
			.where({ id: backup!.id })
			.update({ sha256: '0'.repeat(64) });
		await button(words.verify).first().click();
		await page.locator('tbody tr').getByText(words.damaged, { exact: true }).waitFor({ timeout: patience });
		await host
			.knex('bebetter_backups')
			.where({ id: backup!.id })
			.update({ sha256: backup!.sha256, status: 'verified', verified_at: new Date(), error: null });
		expect(studio.problems()).toEqual([]);
	});

	it('show drills against the goals, and how they went', async () => {
		const [backup] = (await overview()).backups;
		const day = 86_400_000;
		for (const [index, seconds] of [41, 38, null, 44.2].entries())
			await host.knex('bebetter_drills').insert({
				id: crypto.randomUUID(),
				backup: backup!.id,
				status: seconds === null ? 'failed' : 'passed',
				target: kind.database,
				rows: backup!.rows,
				bytes: backup!.bytes,
				recovery_seconds: seconds,
				recovery_point_seconds: 9_000,
				started_at: new Date(Date.now() - (4 - index) * 30 * day),
				finished_at: new Date(Date.now() - (4 - index) * 30 * day + 60_000),
				error: seconds === null ? 'The storage did not answer' : null,
			});
		await page.getByText(words.passed, { exact: true }).first().waitFor();
		await page.locator('tbody').getByText(words.failed, { exact: true }).first().waitFor();
		await page.getByRole('img', { name: words.trend }).waitFor();
		await picture('drills');
		await page.getByRole('img', { name: words.trend }).scrollIntoViewIfNeeded();
		await picture('drills-below');
		expect(studio.problems()).toEqual([]);
	});

	it('fit a tablet', async () => {
		await page.setViewportSize({ width: 820, height: 1100 });
		await expect.poll(() => layoutFaults(page)).toEqual([]);
		await picture('tablet');
		expect(studio.problems()).toEqual([]);
	});

	it('look right in the dark', async () => {
		await page.setViewportSize({ width: 1280, height: 1000 });
		await studio.darken('operations/backups');
		await page.getByText(words.passed, { exact: true }).first().waitFor();
		await studio.picture(`backups-dark-${locale}-${kind.major}`);
		expect(studio.problems()).toEqual([]);
	});
});
