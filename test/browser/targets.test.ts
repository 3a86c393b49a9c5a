import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collections } from '../../schema/collections/index.ts';
import { studioTranslations } from '../../schema/directus/translations.ts';
import { onContentPublish } from '../../schema/flows/publish.ts';
import { recomputeEveryone, recomputeTargets } from '../../schema/flows/targets.ts';
import type { FlowDeclaration } from '../../schema/model/flow.ts';
import { describeInStudio, field, people, type Studio } from '../support/browser/index.ts';
import { type Host, type TestUser, withUser } from '../support/host/index.ts';
import { type Phone, phoneOf } from '../support/phone.ts';
import { until } from '../support/publishing/reading.ts';

/** So small and old that the floor holds her target up, and resting energy is a guess. */
const smallAndOld = {
	sex: 'female',
	birth_date: '1945-06-01',
	height_cm: 140,
	weight_kg: 45,
	activity: 'inactive',
	goal: 'lose',
	pace: 'fast',
	timezone: 'Asia/Riyadh',
};

const english = ['en-US', 'en', 'ltr'] as const;
const arabic = ['ar-SA', 'ar', 'rtl'] as const;

const { fields } = collections.user_targets;
const untranslated = /\$t:|bebetter_\w+/;

describeInStudio('a target', (kind, desk) => {
	let host: Host;
	let person: TestUser;
	let phone: Phone;

	beforeAll(async () => {
		host = await desk.start({ name: 'targets-studio', provisioned: 'seeded' });
		person = await withUser(host, { role: 'App User' });
		phone = phoneOf(host, person.token);
		expect((await phone.send('PATCH', '/mobile/me/profile', smallAndOld)).status).toBe(200);
		await until('a target', async () => (await target()) !== null);
	});

	const target = async (locale = 'en') =>
		(await phone.send('GET', `/mobile/me/targets?locale=${locale}`)).json.data;

	describe.each(kind.major === 12 ? [english, arabic] : [english])('in %s', (language, locale, direction) => {
		let studio: Studio;
		let page: Page;

		beforeAll(async () => {
			const viewport = { width: 1440, height: 1800 };
			studio = await desk.open(people.administrator(host), { language, viewport });
			page = studio.page;
		});
		afterAll(() => studio?.close());

		it('is a card of numbers with units, and says why in the sentences that the person reads', async () => {
			const shown = await target(locale);
			await studio.open(`content/user_targets/${shown.id}`);

			const form = await page.locator('.v-form').first().innerText();
			for (const section of ['energy', 'macros', 'limits', 'why'] as const)
				expect(form).toContain(fields[section].label[locale]);
			for (const name of ['target_kcal', 'protein_g', 'sodium_max_mg', 'water_total_ml'] as const) {
				expect(await field(page, name).innerText()).toContain(fields[name].label[locale]);
				expect(await field(page, name).locator('input').inputValue()).toBe(String(shown[name]));
			}
			const sentences = field(page, 'explanation').locator('li');
			expect(await sentences.allInnerTexts()).toEqual(shown.explanation);
			expect(await sentences.first().evaluate((item) => getComputedStyle(item).direction)).toBe(direction);

			const floorApplied = fields.flags.choices!.find(({ value }) => value === 'floor_applied')!;
			expect(shown.flags).toContain(floorApplied.value);
			expect(await wordsIn(page, 'flags')).toContain(floorApplied.label[locale]);

			await page.getByText(fields.origin.label[locale], { exact: true }).click();
			expect(await field(page, 'sources').innerText()).toContain('NASEM 2023');
			await field(page, 'sources').scrollIntoViewIfNeeded();
			await studio.picture(`target-${kind.major}-${locale}`);
			expect(studio.problems()).toEqual([]);
		});

		it.runIf(kind.major === 12)(
			'that is missing names what to ask for, and shows no empty numbers',
			async () => {
				const newcomer = await withUser(host, { role: 'App User' });
				const newPhone = phoneOf(host, newcomer.token);
				await newPhone.send('PATCH', '/mobile/me/profile', { sex: 'female', goal: 'lose' });
				const read = async () => (await newPhone.send('GET', '/mobile/me/targets')).json.data;
				await until('an answer', async () => (await read()) !== null);

				await studio.open(`content/user_targets/${(await read()).id}`);
				const height = fields.missing.choices!.find(({ value }) => value === 'height_cm')!;
				expect(await wordsIn(page, 'missing')).toContain(height.label[locale]);
				expect(await field(page, 'explanation').locator('li').count()).toBeGreaterThan(1);
				expect(await field(page, 'target_kcal').isVisible()).toBe(false);
				expect(await field(page, 'reason').isVisible()).toBe(false);
				await studio.picture(`target-missing-${locale}`);
				expect(studio.problems()).toEqual([]);
			},
		);

		it.runIf(kind.major === 12).each([
			[recomputeTargets, 'bebetter_recompute_', ['all']],
			[onContentPublish, 'bebetter_purge_', ['collections', 'tags', 'urls', 'all', 'cdn', 'cache_control']],
		] as const)(
			'comes from flows whose options are in the language: $name',
			async (flow, prefix, options) => {
				await studio.open(`settings/flows/${flow.id}`);
				expect(await page.locator('body').innerText()).not.toMatch(untranslated);

				await openOperation(studio, flow);
				const drawer = page.locator('.v-drawer');
				const text = await drawer.innerText();
				expect(text).not.toMatch(untranslated);
				for (const option of options) {
					expect(text).toContain(wordOf(`${prefix}${option}`, language));
					expect(text).toContain(wordOf(`${prefix}${option}_note`, language));
				}
				await studio.picture(`${flow.name}-${locale}`);
				expect(studio.problems()).toEqual([]);
			},
		);
	});

	it.runIf(kind.major === 12)('follows the goals at the press of a button', async () => {
		const before = await target();
		const goal = await host.knex('goal_defaults').where({ goal: 'lose' }).first('id');
		await host.admin('PATCH', `/items/goal_defaults/${goal.id}`, { floor_kcal_female: 1250 });

		const studio = await desk.open(people.administrator(host), { language: 'en-US' });
		const { page } = studio;
		await studio.open('content/goal_defaults');
		await page.locator('aside, .sidebar').getByText('Flows', { exact: true }).last().click();
		await page.getByRole('button', { name: recomputeEveryone.name }).click();
		const dialog = page.locator('#dialog-outlet');
		await dialog.getByText(String(recomputeEveryone.options['confirmationDescription'])).waitFor();
		await studio.picture('recompute-everyone');
		const isTrigger = (url: string) => url.includes(`/flows/trigger/${recomputeEveryone.id}`);
		const [answer] = await Promise.all([
			page.waitForResponse((response) => isTrigger(response.url())),
			dialog.getByRole('button').last().click(),
		]);
		expect(answer.status()).toBe(200);
		await until('the new floor', async () => (await target()).target_kcal === 1250);
		expect((await target()).id).not.toBe(before.id);
		expect(studio.problems()).toEqual([]);
		await studio.close();
	});

	it.runIf(kind.major === 12)('is nothing that an editor sees, and neither is a profile', async () => {
		const editor = await withUser(host, { role: 'Editor' });
		const studio = await desk.open(editor, { language: 'en-US' });
		for (const name of ['user_targets', 'user_profiles'] as const) {
			await studio.open('content/foods');
			const { label } = collections[name];
			const navigation = studio.page.locator('.content-navigation').first();
			expect(await navigation.innerText()).not.toContain(label.en);

			await studio.open(`content/${name}`);
			const text = await studio.page.locator('body').innerText();
			expect(text).not.toContain(person.email);
			expect(await studio.page.locator('.v-table tbody tr').count()).toBe(0);
			const authorization = `Bearer ${editor.token}`;
			const answer = await host.fetch(`/items/${name}`, { headers: { authorization } });
			expect(answer.status).toBe(403);
		}
		await studio.close();
	});
});

/** What a closed list of several words shows. */
const wordsIn = (page: Page, name: string): Promise<string> =>
	field(page, name).locator('input').inputValue();

function wordOf(key: string, language: string): string {
	const row = studioTranslations().find((known) => known.key === key && known.language === language);
	if (!row) throw new Error(`There is no text "${key}" in ${language}`);
	return row.value;
}

async function openOperation(studio: Studio, flow: FlowDeclaration): Promise<void> {
	await studio.open(`settings/flows/${flow.id}/${flow.operations[0]!.id}`);
	await studio.page.locator('.v-drawer [data-field]').first().waitFor();
}
