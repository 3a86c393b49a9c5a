import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { releasesTable, samplesTable } from '../../platform/health/tables.ts';
import { describeInStudio, layoutFaults, people, type Studio } from '../support/browser/index.ts';
import { type Host } from '../support/host/index.ts';

const words = {
	12: {
		language: 'en-US',
		direction: 'ltr',
		refresh: 'Refresh',
		database: 'Database answers',
		remedy: 'Read their errors under Jobs, mend the cause, and retry them.',
		empty: 'No samples yet',
		week: '7 days',
		range: 'Time span',
		availability: /^Availability: last 100%, lowest .+, highest .+\.$/,
		requests: 'Slow requests',
		release: 'The last release',
		versions: '(\u20660.0.9 → ',
		worse: 'More failures than before',
	},
	11: {
		language: 'ar-SA',
		direction: 'rtl',
		refresh: 'تحديث',
		database: 'استجابة قاعدة البيانات',
		remedy: 'اقرأ أخطاءها في صفحة المهام، وأصلح السبب، ثم أعد محاولتها.',
		empty: 'لا قراءات بعد',
		week: '7 أيام',
		range: 'الفترة',
		availability: /^الإتاحة: الأخيرة .+، الأدنى .+، الأعلى /,
		requests: 'الطلبات البطيئة',
		release: 'آخر إصدار',
		versions: '(\u20660.0.9 → ',
		worse: 'إخفاقات أكثر من قبل',
	},
} as const;

const minutesOfDay = 1_440;

/** A day as it might have been: busier at noon, with a quarter of an hour in which the database was away. */
const sampleOf = (minute: number, ago: number) => {
	const requests = Math.round(200 + 150 * Math.sin((ago / minutesOfDay) * 2 * Math.PI));
	const isAway = ago > 400 && ago <= 415;
	const slow = Math.round(requests * (isAway ? 0.5 : 0.04 + 0.04 * Math.abs(Math.sin(ago / 90))));
	return {
		minute: minute - ago,
		instance: 'sample',
		requests,
		errors: isAway ? Math.round(requests / 2) : ago % 97 === 0 ? 2 : 0,
		limited: 0,
		latencies: [0, 0, 0, requests - slow, 0, 0, slow, 0, 0, 0, 0, 0].join(' '),
		looks: 6,
		healthy: isAway ? 0 : 6,
		cpu: 0.2,
		memory: 0.4,
		waiting: 0,
	};
};

describeInStudio('health and performance', (kind, desk) => {
	const said = words[kind.major];
	let host: Host;
	let studio: Studio;
	let page: Page;

	beforeAll(async () => {
		const env = {
			BEBETTER_SLOW_REQUEST_MS: '20',
			BEBETTER_SLOW_QUERY_MS: '2',
		};
		host = await desk.start({ name: 'health-page', provisioned: 'seeded', env });
		studio = await desk.open(people.administrator(host), { language: said.language });
		page = studio.page;
	});

	const check = (name: string) => page.locator(`tr[data-check="${name}"]`);

	it('shows every check, what it saw, and what to do where something is wrong', async () => {
		// A slow start may have left a sample already, and the end of a minute brings one.
		const isEmpty = async () => {
			await host.knex(samplesTable).delete();
			await studio.open('operations/health');
			await check('database').waitFor();
			return page.getByText(said.empty).isVisible();
		};
		await expect.poll(isEmpty, { timeout: 60_000, interval: 1_000 }).toBe(true);
		expect(await page.locator('html').getAttribute('dir')).toBe(said.direction);
		expect(await check('database').innerText()).toContain(said.database);
		expect(await page.locator('tr[data-check]').count()).toBeGreaterThan(10);

		const { id } = await host.admin<{ id: string }>('POST', '/ops/jobs', {
			name: 'prune-jobs',
			payload: {},
			wait: true,
		});
		await host.knex('job_runs').where({ id }).update({ status: 'dead' });
		await expect
			.poll(
				async () => {
					await page.getByRole('button', { name: said.refresh }).click();
					return check('dead_letters').innerText();
				},
				{ timeout: 60_000 },
			)
			.toContain(said.remedy);
		expect(studio.problems()).toEqual([]);
	});

	it('draws the last day and the last week, and tells them to who does not see them', async () => {
		const minute = Math.floor(Date.now() / 60_000);
		// A few ahead: another minute may begin before the page reads, and what has not ended is left out.
		const samples = Array.from({ length: minutesOfDay + 5 }, (_, place) => sampleOf(minute, place - 4));
		for (let from = 0; from < samples.length; from += 60)
			await host.knex(samplesTable).insert(samples.slice(from, from + 60));
		// The version before, and when this one came: just before that quarter of an hour.
		const [running] = await host.knex(releasesTable);
		await host.knex(releasesTable).insert({ ...running, id: running.id - 1, bebetter: '0.0.9' });
		await host
			.knex(releasesTable)
			.where({ id: running.id })
			.update({ at: new Date((minute - 416) * 60_000) });
		await studio.open('operations/performance');
		await studio.open('operations/health');
		await page.getByRole('img', { name: said.availability }).waitFor();
		const release = page.getByRole('region', { name: said.release });
		for (const shown of [said.versions, said.worse]) expect(await release.innerText()).toContain(shown);
		expect(await page.locator('figure .mark').count()).toBe(4);
		expect(await page.locator('figure [role=img]').count()).toBe(4);
		expect(await page.locator('details tbody tr').count()).toBe(96);
		await studio.picture(`operations-health-${kind.major}`);
		await page.locator('figure').first().scrollIntoViewIfNeeded();
		await page.locator('figure').last().scrollIntoViewIfNeeded();
		await studio.picture(`operations-health-charts-${kind.major}`);
		await release.scrollIntoViewIfNeeded();
		await studio.picture(`operations-health-release-${kind.major}`);
		await host
			.knex(samplesTable)
			.where('minute', '<', minute - minutesOfDay / 2)
			.delete();
		await page.getByRole('button', { name: said.refresh }).click();
		await expect.poll(() => page.locator('details tbody tr').count()).toBeLessThan(60);
		await page.getByRole('combobox', { name: said.range }).selectOption({ label: said.week });
		await expect.poll(() => page.locator('details tbody tr').count()).toBeLessThan(20);
		expect(studio.problems()).toEqual([]);
	});

	it('lists what was slow by its shape', async () => {
		await host.admin('GET', '/items/foods?fields=*.*&limit=-1&search=canary');
		await studio.open('operations/performance');
		await page.getByRole('heading', { name: said.requests }).waitFor();
		await expect.poll(() => page.locator('tbody tr').count()).toBeGreaterThan(0);
		expect(await page.locator('main').innerText()).not.toContain('canary');
		await studio.picture(`operations-performance-${kind.major}`);
		expect(studio.problems()).toEqual([]);
	});

	it('fits a tablet, in the dark', async () => {
		await page.setViewportSize({ width: 820, height: 1100 });
		await studio.darken('operations');
		for (const path of ['health', 'performance']) {
			await studio.open(`operations/${path}`);
			await page.locator('tbody tr').first().waitFor();
			await expect.poll(() => layoutFaults(page)).toEqual([]);
			await studio.picture(`operations-${path}-dark-${kind.major}`);
		}
		expect(studio.problems()).toEqual([]);
	});
});
