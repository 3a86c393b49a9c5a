import { beforeAll, expect, it } from 'vitest';
import {
	choose,
	codeOf,
	describeInStudio,
	field,
	fill,
	save,
	type Studio,
	writeCode,
} from '../support/browser/index.ts';
import { type Host, type TestUser, withUser } from '../support/host/index.ts';

const published = 1;

describeInStudio('an editor', (kind, desk) => {
	let host: Host;
	let editor: TestUser;
	let studio: Studio;

	beforeAll(async () => {
		host = await desk.start({ name: 'editing', provisioned: 'seeded' });
		editor = await withUser(host, { role: 'Editor' });
	});

	it.each([
		['en-US', 'Write it in both languages', '902'],
		['ar-SA', 'اكتبه باللغتين', 'لا تتجاوز طاقة 100 غرام 902'],
	] as const)(
		'is told at the field what is wrong, in %s, and a phone gets what is right',
		async (language, atField, onTop) => {
			const slug = `river-mint-${language.toLowerCase()}`;
			studio = await desk.open(editor, { language });
			const { page } = studio;
			await studio.open('content/foods/+');
			await choose(page, 'status', published);
			await fill(page, 'slug', slug);
			await fill(page, 'name_en', 'River mint');
			await fill(page, 'kcal', '2000');
			for (const [name, value] of [
				['protein_g', '3.8'],
				['carb_g', '8.4'],
				['fat_g', '0.7'],
			] as const)
				await fill(page, name, value);

			expect(await save(page)).toBe(400);
			await field(page, 'name_ar').getByText(atField).waitFor();
			await field(page, 'kcal').locator('.validation-error').waitFor();
			expect(await page.locator('.v-notice').first().innerText()).toContain(onTop);

			await fill(page, 'name_ar', 'نعناع النهر');
			await fill(page, 'kcal', '50');
			expect(await save(page)).toBe(200);
			await studio.close();

			await expect.poll(async () => (await host.fetch(`/mobile/foods/${slug}?locale=ar`)).status).toBe(200);
			const answer = await host.fetch(`/mobile/foods/${slug}?locale=ar`);
			expect(await answer.json()).toMatchObject({ data: { slug, name: 'نعناع النهر', kcal: 50 } });
		},
	);

	it('is told the place of an unknown component in a layout, and nothing of it reaches a phone', async () => {
		const id = await homeScreen();
		studio = await desk.open(editor, { language: 'en-US' });
		const { page } = studio;
		await studio.open(`content/sdui_screens/${id}`);
		const layout = JSON.parse(await codeOf(page, 'payload_json'));
		layout.components[0].type = 'hologram';
		await writeCode(page, 'payload_json', JSON.stringify(layout, null, 4));

		expect(await save(page)).toBe(400);
		const notice = page.locator('.v-notice').first();
		await notice.getByText('/components/0/type').waitFor();
		expect(await notice.innerText()).toContain('hologram');
		await field(page, 'payload_json').locator('.validation-error').waitFor();
		await studio.close();
		expect(await (await host.fetch('/mobile/screens/home')).text()).not.toContain('hologram');
	});

	it('raises the minimum version of a screen, and older apps are asked to update', async () => {
		const old = { headers: { 'x-app-version': '0.9.0', 'x-app-platform': 'ios' } };
		const statusOfOldApp = async () => (await host.fetch('/mobile/screens/home', old)).status;
		const id = await homeScreen();
		await host.admin('PATCH', `/items/sdui_screens/${id}`, { min_app_version: '0.5.0' });
		await expect.poll(statusOfOldApp, { timeout: 10_000 }).toBe(200);

		studio = await desk.open(editor, { language: 'en-US' });
		await studio.open(`content/sdui_screens/${id}`);
		await fill(studio.page, 'min_app_version', '1.2.0');
		expect(await save(studio.page)).toBe(200);
		await studio.close();

		await expect.poll(statusOfOldApp, { timeout: 10_000 }).toBe(403);
		const refusal = await (await host.fetch('/mobile/screens/home', old)).text();
		expect(refusal).toContain('UPGRADE_REQUIRED');
	});

	it('adds an ingredient to a recipe in the drawer', async () => {
		const { id } = await host.knex('recipes').select('id').where({ slug: 'koshari' }).first();
		const before = await host.knex('recipe_ingredients').where({ recipe: id });
		studio = await desk.open(editor, { language: 'en-US' });
		const { page } = studio;
		await studio.open(`content/recipes/${id}`);
		await field(page, 'ingredients').locator('.actions button:has([data-icon="add"])').click();
		const drawer = page.locator('.v-drawer');
		const confirm = () =>
			drawer.last().locator(':text-is("Save"), button:has([data-icon="check"])').last().click();
		await field(drawer, 'food').locator('.interface .v-list-item').first().click();
		await drawer.last().getByText('Lentils, boiled').click();
		await confirm();
		await expect.poll(() => drawer.count()).toBe(1);
		await field(drawer, 'food').getByText('Lentils, boiled').waitFor();
		await fill(drawer, 'grams', '45');
		await confirm();
		expect(await save(page)).toBe(200);
		await studio.close();

		const after = await host.knex('recipe_ingredients').where({ recipe: id });
		expect(after).toHaveLength(before.length + 1);
		expect(after.find(({ id: key }) => before.every((row) => row.id !== key))).toMatchObject({ grams: 45 });
	});

	async function homeScreen(): Promise<string> {
		const row = await host
			.knex('sdui_screens')
			.select('id')
			.where({ screen_key: 'home', goal: 'default', locale: 'en' })
			.first();
		return row.id;
	}
});
