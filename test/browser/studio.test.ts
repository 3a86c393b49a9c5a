import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectionList, collections, groups } from '../../schema/collections/index.ts';
import type { Collection } from '../../schema/model/collection.ts';
import { describeInStudio, people, type Studio } from '../support/browser/index.ts';
import { type Host, type TestUser, withUser } from '../support/host/index.ts';

const languages = [
	['en-US', 'en', 'ltr'],
	['ar-SA', 'ar', 'rtl'],
] as const;

const forEditors = ['bebetter_content', 'bebetter_screens'];

describeInStudio('every collection', (kind, desk) => {
	let host: Host;
	let editor: TestUser;

	beforeAll(async () => {
		host = await desk.start({ name: 'studio', provisioned: 'seeded' });
		editor = await withUser(host, { role: 'Editor' });
	});

	it.runIf(kind.major === 12)('is behind one question to a new administrator, answered once', async () => {
		const first = await desk.open(people.administrator(host), {
			language: 'en-US',
			withQuestions: true,
		});
		const { page } = first;
		await page.getByText('I’m using Core plan').or(page.getByText("I'm using Core plan")).click();
		await page.locator('.v-dialog, #dialog-outlet').locator('.v-select').last().click();
		await page.locator('#menu-outlet .v-list-item').first().click();
		await page.getByRole('button', { name: 'Save' }).last().click();
		await page.getByText('Have a license key?').waitFor({ state: 'hidden' });
		await first.close();

		const second = await desk.open(people.administrator(host), {
			language: 'en-US',
			withQuestions: true,
		});
		expect(await second.page.getByText('Have a license key?').count()).toBe(0);
		await second.close();
	});

	describe.each(languages)('in %s', (language, locale, direction) => {
		let administrator: Studio;
		let studio: Studio;

		beforeAll(async () => {
			administrator = await desk.open(people.administrator(host), { language });
			studio = await desk.open(editor, { language });
		});
		afterAll(async () => {
			await administrator?.close();
			await studio?.close();
		});

		it('opens as list and as item, without errors, titled in the language', async () => {
			expect(await administrator.page.locator('html').getAttribute('dir')).toBe(direction);
			for (const collection of collectionList) await visit(administrator, collection, locale);
		}, 300_000);

		it('stands in its folder, in the declared order', async () => {
			await administrator.open('content/foods');
			expect(await navigation(administrator)).toEqual(labels(groups, locale));
		});

		it('is content or a screen where an editor sees it', async () => {
			await studio.open('content/foods');
			const visible = groups.filter(({ name }) => forEditors.includes(name));
			expect(await navigation(studio)).toEqual(labels(visible, locale));
			const readable = collectionList.filter(({ group }) => forEditors.includes(group));
			for (const collection of readable) await visit(studio, collection, locale);
		}, 300_000);

		it('shows its main columns before anybody has arranged them', async () => {
			await studio.open('content/foods');
			const columns = await studio.page.locator('th .name, th .v-text-overflow').allInnerTexts();
			const { name_en, name_ar, category, kcal, status } = collections.foods.fields;
			const fields = [name_en, name_ar, category, kcal, status];
			expect(columns).toEqual(fields.map(({ label }) => label[locale]));
		});
	});

	async function visit(studio: Studio, { name, singleton, label }: Collection, locale: 'en' | 'ar') {
		await studio.open(`content/${name}`);
		const title = studio.page.locator('.header-bar h1').first();
		expect(await title.innerText(), name).toContain(label[locale]);
		expect(studio.problems(), `the list of ${name}`).toEqual([]);
		if (singleton) return;

		const row: { id: string } | undefined = await host.knex(name).select('id').first();
		await studio.open(`content/${name}/${row?.id ?? '+'}`);
		await studio.page.locator('[data-field]').first().waitFor();
		expect(studio.problems(), `an item of ${name}`).toEqual([]);
	}
});

async function navigation({ page }: Studio): Promise<string[]> {
	const text = await page.locator('.content-navigation').first().innerText();
	return text
		.split('\n')
		.map((line) => line.trim())
		.filter(Boolean);
}

/** The folders and what is in them, as they stand in the navigation. */
function labels(folders: typeof groups, locale: 'en' | 'ar'): string[] {
	return folders.flatMap(({ name, label }) => [
		label[locale],
		...collectionList
			.filter(({ group, hidden }) => group === name && !hidden)
			.map((collection) => collection.label[locale]),
	]);
}
