import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import {
	describeInStudio,
	layoutFaults,
	people,
	type Studio,
	unnamedControls,
} from '../support/browser/index.ts';
import { type Host, withUser } from '../support/host/index.ts';

const languages = {
	12: {
		language: 'en-US',
		locale: 'en',
		direction: 'ltr',
		words: {
			jobs: 'Jobs',
			wrong: 'Wrong',
			done: 'Done',
			evidence: 'Jobs given up: 1.',
			openJobs: 'Open Jobs',
			tick: 'Tick',
			tickLog: 'Tick “The log of the last day is read”',
			untickLog: 'Take back “The log of the last day is read”',
			note: /^Note/,
			logCheck: 'The log of the last day is read',
			jobsCheck: 'No job is stuck or was given up',
			onlyLeft: 'Only what is left',
			givenUp: 'Given up',
			retry: 'Retry planted, manual:1',
			cancelled: 'Cancelled',
			cancelWaiting: 'Cancel planted, manual:2',
			cancel: 'Cancel',
			job: 'Job',
			status: 'Status',
			runJob: 'Run a job',
			run: 'Run',
			whichJob: 'Which job',
			noRun: 'No run matches',
			clear: 'Clear the filter',
			detailsWaiting: 'Details of planted, manual:2',
			runs: 'Runs',
			refresh: 'Refresh',
		},
	},
	11: {
		language: 'ar-SA',
		locale: 'ar',
		direction: 'rtl',
		words: {
			jobs: 'المهام',
			wrong: 'خلل',
			done: 'تم',
			evidence: 'المهام المتروكة: 1.',
			openJobs: 'فتح المهام',
			tick: 'تأشير',
			tickLog: 'التأشير على «قُرئ سجل اليوم الماضي»',
			untickLog: 'التراجع عن «قُرئ سجل اليوم الماضي»',
			note: /^ملاحظة/,
			logCheck: 'قُرئ سجل اليوم الماضي',
			jobsCheck: 'لا مهمة عالقة ولا متروكة',
			onlyLeft: 'ما بقي فقط',
			givenUp: 'متروكة',
			retry: 'إعادة محاولة planted، manual:1',
			cancelled: 'ألغيت',
			cancelWaiting: 'إلغاء planted، manual:2',
			cancel: 'إلغاء',
			job: 'المهمة',
			status: 'الحالة',
			runJob: 'تشغيل مهمة',
			run: 'تشغيل',
			whichJob: 'أي مهمة',
			noRun: 'لا شيء مطابق',
			clear: 'مسح التصفية',
			detailsWaiting: 'تفاصيل planted، manual:2',
			runs: 'مرات التشغيل',
			refresh: 'تحديث',
		},
	},
} as const;

describeInStudio('operations, Today and Jobs,', (kind, desk) => {
	const { language, locale, direction, words } = languages[kind.major];
	let host: Host;
	let studio: Studio;
	let page: Page;

	beforeAll(async () => {
		host = await desk.start({
			name: 'operations-today-studio',
			provisioned: 'empty',
		});
		await plantRuns(host);
		studio = await desk.open(people.administrator(host), {
			language,
			viewport: { width: 1280, height: 900 },
		});
		page = studio.page;
	});

	const picture = (name: string) => studio.picture(`operations-${name}-${locale}-${kind.major}`);
	const check = (title: string) =>
		page.locator('li.check', { has: page.getByRole('heading', { name: title }) });

	describe('Today', () => {
		it('is in the module bar, and shows what the machine finds, with evidence and the page that mends it', async () => {
			await page.locator('a[href$="/admin/operations"]').first().click();
			await check(words.jobsCheck).waitFor();
			expect(await page.locator('html').getAttribute('dir')).toBe(direction);
			const jobs = check(words.jobsCheck);
			expect(await jobs.innerText()).toContain(words.wrong);
			expect(await jobs.innerText()).toContain(words.evidence);
			expect(await page.locator('li.check').first().getAttribute('class')).toContain('wrong');
			await page.locator('.operations-page').waitFor();
			expect(await unnamedControls(page, '.operations-page')).toEqual([]);
			await picture('today');
			expect(studio.problems()).toEqual([]);
		});

		it('is ticked with a note, names who did, and is taken back', async () => {
			await page.getByRole('button', { name: words.tickLog }).click();
			await page.getByLabel(words.note).fill('Two warnings, both known.');
			await picture('today-tick');
			await page.getByRole('dialog').getByRole('button', { name: words.tick, exact: true }).click();
			await expect.poll(() => check(words.logCheck).innerText()).toContain('Two warnings, both known.');
			expect(await check(words.logCheck).innerText()).toContain(words.done);
			expect(await host.knex('bebetter_ticks').where({ made_by: 'person' })).toHaveLength(1);

			await page.getByRole('button', { name: words.untickLog }).click();
			await page.getByRole('button', { name: words.tickLog }).waitFor();
			expect(await host.knex('bebetter_ticks').where({ made_by: 'person' })).toHaveLength(0);
			expect(studio.problems()).toEqual([]);
		});

		it('fits a tablet and a telephone, and shows only what is left if wanted', async () => {
			const all = await page.locator('li.check').count();
			await page.getByLabel(words.onlyLeft).check();
			await expect.poll(() => page.locator('li.check').count()).toBeLessThan(all);
			expect(await page.locator('li.check.fine, li.check.ticked').count()).toBe(0);
			await page.getByLabel(words.onlyLeft).uncheck();
			for (const width of [820, 400]) {
				await page.setViewportSize({ width, height: 1000 });
				await expect.poll(() => layoutFaults(page)).toEqual([]);
			}
			await picture('today-narrow');
			await page.setViewportSize({ width: 1280, height: 900 });
		});
	});

	describe('Jobs', () => {
		it('is one link away, and shows those that were given up first', async () => {
			await page.getByRole('link', { name: words.openJobs }).first().click();
			const dead = page.getByRole('region', { name: words.givenUp });
			await dead.waitFor();
			expect(await dead.locator('tbody tr').count()).toBe(1);
			expect(await dead.innerText()).toContain('The storage is full');
			expect(await unnamedControls(page, '.operations-page')).toEqual([]);
			await expect.poll(() => layoutFaults(page)).toEqual([]);
			await picture('jobs');
			expect(studio.problems()).toEqual([]);
		});

		it('shows everything of a run', async () => {
			await page.getByRole('button', { name: words.detailsWaiting }).first().click();
			const drawer = page.locator('.operations-drawer');
			await drawer.waitFor();
			expect(await drawer.innerText()).toContain('"days": 30');
			await picture('jobs-details');
			await page.keyboard.press('Escape');
			await drawer.waitFor({ state: 'detached' });
		});

		it('cancels what waits, after asking', async () => {
			await page.getByRole('button', { name: words.cancelWaiting }).click();
			await page.getByRole('dialog').getByRole('button', { name: words.cancel, exact: true }).last().click();
			await expect
				.poll(async () => (await host.knex('job_runs').where({ slot: 'manual:2' }).first('status')).status)
				.toBe('cancelled');
			await page.getByRole('dialog').waitFor({ state: 'detached' });
			expect(studio.problems()).toEqual([]);
		});

		it('is filtered by job and status', async () => {
			const rows = page.getByRole('region', { name: words.runs }).locator('tbody tr');
			await page.getByRole('combobox', { name: words.status }).selectOption('cancelled');
			await expect.poll(() => rows.count()).toBe(1);
			expect(await rows.first().innerText()).toContain(words.cancelled);
			await page.getByRole('combobox', { name: words.job, exact: true }).selectOption('publish-screens');
			await page.getByText(words.noRun).waitFor();
			await page.getByRole('button', { name: words.clear }).click();
			await rows.first().waitFor();
			expect(studio.problems()).toEqual([]);
		});

		it('runs a job, and says at the field what is wrong with its input', async () => {
			await page.getByRole('button', { name: words.runJob, exact: true }).click();
			const dialog = page.getByRole('dialog');
			await dialog.getByLabel(words.whichJob).selectOption('prune-jobs');
			await dialog.getByLabel('days').fill('1');
			await dialog.getByRole('button', { name: words.run, exact: true }).click();
			await dialog.getByText('must be at least 2 days').waitFor();
			await picture('jobs-run');
			expect(studio.problems().every((problem) => problem.includes('400'))).toBe(true);

			await dialog.getByLabel('days').fill('30');
			await dialog.getByRole('button', { name: words.run, exact: true }).click();
			const drawer = page.locator('.operations-drawer');
			await drawer.getByText('"deleted"').waitFor();
			await page.keyboard.press('Escape');
			await drawer.waitFor({ state: 'detached' });
			expect(studio.problems()).toEqual([]);
		});

		it('retries what was given up', async () => {
			await page.getByRole('button', { name: words.retry }).first().click();
			await expect
				.poll(async () => (await host.knex('job_runs').where({ slot: 'manual:1' }).first('status')).status)
				.toBe('queued');
			expect(studio.problems()).toEqual([]);
		});

		it('turns to older runs and back', async () => {
			await plantEnded(host, 30);
			await page.getByRole('button', { name: words.refresh }).click();
			const pages = page.locator('nav.pages');
			const runs = page.getByRole('region', { name: words.runs });
			await runs.getByText('manual:ended-0', { exact: true }).waitFor();
			const first = () => runs.locator('tbody tr').first().innerText();
			const before = await first();
			await pages.getByRole('button').last().click();
			await expect.poll(first).not.toBe(before);
			await pages.getByRole('button').first().click();
			await expect.poll(first).toBe(before);
			expect(studio.problems()).toEqual([]);
		});
	});

	it('look right in the dark', async () => {
		await page.setViewportSize({ width: 1440, height: 900 });
		await studio.darken('operations');
		await page.locator('li.check').first().waitFor();
		await studio.picture(`operations-today-dark-${locale}-${kind.major}`);
		await studio.open('operations/jobs');
		await page.getByRole('region', { name: words.runs }).waitFor();
		await studio.picture(`operations-jobs-dark-${locale}-${kind.major}`);
		expect(studio.problems()).toEqual([]);
	});

	it('are nothing for people who are not administrators', async () => {
		const editor = await withUser(host, { role: 'Editor' });
		const other = await desk.open(editor, { language });
		expect(await other.page.locator('a[href$="/admin/operations"]').count()).toBe(0);
		await other.close();
	});
});

/** Nobody works a job of that name, so its rows stay as they are. */
async function plantRuns(host: Host): Promise<void> {
	const now = Date.now();
	const planted = { name: 'planted', created_at: new Date(now), run_at: new Date(now) };
	await host.knex('job_runs').insert({
		...planted,
		id: crypto.randomUUID(),
		slot: 'manual:1',
		status: 'dead',
		attempt: 5,
		progress: 6_200,
		total: 10_000,
		error: 'Error: The storage is full\n    at write (storage.js:1:1)',
		started_at: new Date(now - 95_000),
		finished_at: new Date(now),
	});
	await host.knex('job_runs').insert({
		...planted,
		id: crypto.randomUUID(),
		slot: 'manual:2',
		status: 'queued',
		run_at: new Date(now + 3_600_000),
		payload: JSON.stringify({ days: 30 }),
	});
}

async function plantEnded(host: Host, count: number): Promise<void> {
	const rows = Array.from({ length: count }, (_, index) => ({
		id: crypto.randomUUID(),
		name: 'planted',
		slot: `manual:ended-${index}`,
		status: 'done',
		run_at: new Date(),
		created_at: new Date(Date.now() - index * 60_000),
		started_at: new Date(),
		finished_at: new Date(),
	}));
	await host.knex('job_runs').insert(rows);
}
