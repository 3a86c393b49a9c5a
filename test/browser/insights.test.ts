import type { Locator, Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { appUse } from '../../schema/dashboards/app-use.ts';
import type { PanelDeclaration } from '../../schema/model/dashboard.ts';
import { describeInStudio, people } from '../support/browser/index.ts';
import { type Host, withUser } from '../support/host/index.ts';
import { haveInsights } from '../support/synthetic-insights.ts';

/** High enough for all panels: those out of sight are drawn late. */
const viewport = { width: 1440, height: 2000 };

const looks = [
	['en-US', 'light', /^[\d.,%\s]+(hr)?$/],
	['ar-SA', 'dark', /^[٠-٩٫٬’'٪%\s\u061c\u200e\u200f]+(س)?$/],
] as const;

describeInStudio('the dashboard', (kind, desk) => {
	let host: Host;

	beforeAll(async () => {
		const env = { BEBETTER_SEED_PEOPLE: 'true' };
		host = await desk.start({ name: 'insights-studio', provisioned: 'seeded', env });
		await haveInsights(host);
	});

	it.each(looks)('shows something in every panel, in %s and %s', async (language, appearance, number) => {
		const options = { language, appearance, viewport };
		const studio = await desk.open(people.administrator(host), options);
		await studio.open(`insights/${appUse.id}`);
		const { page } = studio;
		const tiles = page.locator('.v-workspace-tile');
		await tiles.nth(appUse.panels.length - 1).waitFor();
		expect(await tiles.count()).toBe(appUse.panels.length);

		for (const panel of appUse.panels) await expectContent(tileOf(page, panel), panel, number);
		await studio.picture(`insights-${kind.major}-${language}-${appearance}`);
		expect(await page.locator('body').innerText()).not.toMatch(/\$t:|bebetter_\w+|\[object/);
		expect(studio.problems()).toEqual([]);
		await studio.close();
	});

	it('is beside the people of the project, who are listed without those who do not exist', async () => {
		const studio = await desk.open(people.administrator(host), { language: 'en-US' });
		await studio.open('users');
		const list = studio.page.locator('.users, .user-collection, .layout-cards, .v-table').first();
		expect(await list.innerText()).toMatch(/admin/i);
		expect(await studio.page.locator('body').innerText()).not.toContain('Synthetic');
		await studio.picture(`people-${kind.major}`);
		expect(studio.problems()).toEqual([]);
		await studio.close();
	});

	it('is not for editors', async () => {
		const editor = await withUser(host, { role: 'Editor' });
		const studio = await desk.open(editor, { language: 'en-US' });
		await studio.open(`insights/${appUse.id}`);
		expect(await studio.page.locator('.v-workspace-tile').count()).toBe(0);
		expect(await studio.page.locator('body').innerText()).not.toContain(appUse.name.en);
		await studio.close();
	});
});

const tileOf = (page: Page, { name }: PanelDeclaration): Locator =>
	page
		.locator('.v-workspace-tile')
		.filter({ hasText: `${name.en} · ${name.ar}` })
		.first();

async function expectContent(tile: Locator, { name, type }: PanelDeclaration, number: RegExp): Promise<void> {
	await tile.waitFor();
	if (type === 'metric') {
		expect((await tile.locator('.metric').innerText()).trim(), name.en).toMatch(number);
	} else if (type === 'list' || type === 'metric-list') {
		const rows = await tile.locator('.v-list-item').allInnerTexts();
		expect(rows.length, name.en).toBeGreaterThanOrEqual(4);
		for (const row of rows) expect(row.trim(), name.en).not.toBe('');
	} else {
		const drawn = tile.locator('.apexcharts-series path');
		await drawn.first().waitFor({ state: 'attached' });
		const sizes = await drawn.evaluateAll((paths) =>
			paths.map((path) => {
				const { width, height } = path.getBoundingClientRect();
				return Math.min(width, height);
			}),
		);
		expect(Math.max(...sizes), name.en).toBeGreaterThan(10);
	}
}
