import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { walkComponents } from '../../domain/screens/walk-components.ts';
import { screens } from '../../schema/seed/screens/index.ts';
import { describeInStudio, people, type Studio } from '../support/browser/index.ts';
import { type Host } from '../support/host/index.ts';

type Payload = Record<string, unknown> & { title: string; components: unknown[] };

const english = { language: 'en-US', locale: 'en', goal: 'default', appearance: 'light' } as const;
const arabic = { language: 'ar-SA', locale: 'ar', goal: 'lose', appearance: 'dark' } as const;

/** What the line above the phone says, by its symbol: words are free to change. */
const outcomes = { exact: 'exact', lastGood: 'last_good', blocked: 'blocked' };

/**
 * Every major and every language once, not each with each: the phone does not depend on the major, and the whole run
 * has only minutes.
 */
const languageOf = { 12: english, 11: arabic } as const;

describeInStudio('the phone of the preview', (kind, desk) => {
	let host: Host;

	beforeAll(async () => {
		host = await desk.start({ name: 'screens-preview', provisioned: 'seeded' });
	});

	describe.each([languageOf[kind.major]])('in $language', ({ language, locale, goal, appearance }) => {
		const variant = `home/${goal}/${locale}`;
		const live = screens.find(
			(row) => row.screen_key === 'home' && row.goal === goal && row.locale === locale,
		)!.payload_json as unknown as Payload;
		let studio: Studio;
		let page: Page;

		beforeAll(async () => {
			const viewport = { width: 1440, height: 1000 };
			studio = await desk.open(people.administrator(host), {
				language,
				appearance,
				viewport,
			});
			page = studio.page;
		});
		afterAll(() => studio?.close());

		/** Anew: the page keeps its phone while it stands. */
		const open = async () => {
			await studio.open('content/recipes');
			await studio.open(`screens/${variant}/preview`);
			if (appearance === 'dark') await page.locator('input[value=dark]').check({ force: true });
		};
		const phone = () => page.locator('.phone-screen');
		const says = (outcome: string, words: string) =>
			page.locator(`.outcome .${outcome}`, { hasText: words }).waitFor();

		it('draws every component of the live screen, in its direction', async () => {
			await open();
			await says(outcomes.exact, '1');

			const ids = [...walkComponents(live)].map(({ value }) => (value as { id: string }).id);
			const drawn = await phone()
				.locator('[data-component]')
				.evaluateAll((nodes) => nodes.map((node) => node.getAttribute('data-component')));
			expect(drawn).toEqual(ids);
			expect(await phone().locator('.mark').count()).toBe(0);

			const look = await phone().evaluate((node) => getComputedStyle(node).direction);
			expect(look).toBe(locale === 'ar' ? 'rtl' : 'ltr');
			const recipe = await host.knex('recipes').where({ slug: 'fattoush' }).first(`title_${locale}`);
			if (goal === 'default') expect(await phone().innerText()).toContain(recipe[`title_${locale}`]);
			await studio.picture(`screens-preview-${kind.major}-${locale}`);
			expect(studio.problems()).toEqual([]);
		});

		it('selects by click and by keys', async () => {
			const node = (id: string) => phone().locator(`[data-component="${id}"]`);
			await node('focus-plate').click();
			expect(await node('focus-plate').getAttribute('aria-current')).toBe('true');
			expect(await node('focus').getAttribute('aria-current')).toBeNull();

			await node('focus-plate').focus();
			await page.keyboard.press('ArrowDown');
			await page.keyboard.press('Enter');
			expect(await node('focus-movement').getAttribute('aria-current')).toBe('true');
			expect(await node('focus-plate').getAttribute('aria-current')).toBeNull();
		});

		it('shows an app below the floor the message that it would get', async () => {
			const query = `goal=${goal}&locale=${locale}&app_version=0.9`;
			const answer = await host.fetch(`/mobile/screens/home?${query}`);
			const { errors } = (await answer.json()) as { errors: { extensions: UpgradeRequired }[] };
			const { messages, min_app_version } = errors[0]!.extensions;

			await open();
			await page.locator('input[name=app_version]').fill('0.9');
			await says(outcomes.blocked, min_app_version);
			expect(await phone().innerText()).toContain(messages[locale]);
			expect(await phone().locator('[data-component]').count()).toBe(0);
			await studio.picture(`screens-preview-blocked-${kind.major}-${locale}`);
			expect(studio.problems()).toEqual([]);
		});

		it('shows a draft, and the last good layout to an app that cannot render it', async () => {
			const news = { id: 'news', type: 'banner', props: { text: live.title, tone: 'celebrate' } };
			const draft = {
				payload: { ...live, components: [news, ...live.components] },
				schema_version: 2,
				floors: { min_app_version: '1.0.0', min_app_version_ios: null, min_app_version_android: null },
				base_revision: 1,
				version: 0,
			};
			await host.admin('PUT', `/ops/screens/${variant}/draft`, draft);

			await open();
			await says(outcomes.exact, '2');
			expect(await phone().locator('[data-component=news]').count()).toBe(1);

			await page.locator('input[name=schema]').fill('1');
			await says(outcomes.lastGood, '1');
			expect(await phone().locator('[data-component=news]').count()).toBe(0);
			expect(await phone().locator('.invitation').count()).toBe(1);
			await studio.picture(`screens-preview-last-good-${kind.major}-${locale}`);
			expect(studio.problems()).toEqual([]);
		});

		it('fits a small phone and a tablet into the page', async () => {
			for (const [size, width] of [
				['small', 320],
				['tablet', 768],
			] as const) {
				await page.locator(`input[value=${size}]`).check({ force: true });
				expect(await phone().evaluate((node) => (node as HTMLElement).offsetWidth)).toBe(width);
				const box = (await page.locator('.device').boundingBox())!;
				expect(box.height).toBeLessThan(1000);
				await studio.picture(`screens-preview-${size}-${kind.major}-${locale}`);
			}
			expect(studio.problems()).toEqual([]);
		});
	});
});

interface UpgradeRequired {
	messages: { en: string; ar: string };
	min_app_version: string;
}
