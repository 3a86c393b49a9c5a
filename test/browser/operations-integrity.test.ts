import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import {
	describeInStudio,
	layoutFaults,
	people,
	type Studio,
	unnamedControls,
} from '../support/browser/index.ts';
import { type Host } from '../support/host/index.ts';
import { ageBackups } from '../support/integrity/age-backups.ts';

const languages = [
	{
		language: 'en-US',
		locale: 'en',
		words: {
			check: 'Check now',
			well: 'No rule is broken',
			errors: /^Errors: \d+$/,
			fix: 'Set the values',
			confirm: /Go on without a fresh one/,
			apply: 'Do it',
			applied: 'Changed items: 1. Still breaking the rule: 0.',
			close: 'Close',
			newRule: 'New rule',
			ruleId: 'Name of the rule',
			kind: 'What is checked',
			collection: 'Collection',
			column: 'Column',
			max: 'Highest',
			addCondition: 'Add a condition',
			removeCondition: 'Remove the condition',
			tryIt: 'Try it',
			save: 'Save',
			show: 'Show',
			remove: 'Delete the rule',
			past: 'Past checks',
			json: 'Edit as JSON',
			form: 'Edit in the form',
			titleEn: 'What is wrong, in English',
			titleAr: 'What is wrong, in Arabic',
			remedyEn: 'What to do, in English',
			remedyAr: 'What to do, in Arabic',
		},
	},
	{
		language: 'ar-SA',
		locale: 'ar',
		words: {
			check: 'افحص الآن',
			well: 'لا قاعدة مخالَفة',
			errors: /^أخطاء: \d+$/,
			fix: 'اضبط القيم',
			confirm: /تابع دون نسخة حديثة/,
			apply: 'نفّذ',
			applied: 'عناصر تغيّرت: 1. ما زال مخالفا: 0.',
			close: 'إغلاق',
			newRule: 'قاعدة جديدة',
			ruleId: 'اسم القاعدة',
			kind: 'ما يُفحص',
			collection: 'المجموعة',
			column: 'العمود',
			max: 'الأعلى',
			addCondition: 'أضف شرطا',
			removeCondition: 'أزل الشرط',
			tryIt: 'جرّبها',
			save: 'احفظ',
			show: 'اعرض',
			remove: 'احذف القاعدة',
			past: 'الفحوص السابقة',
			json: 'عدّل بصيغة JSON',
			form: 'عدّل في النموذج',
			titleEn: 'ما الخطأ، بالإنجليزية',
			titleAr: 'ما الخطأ، بالعربية',
			remedyEn: 'ما العمل، بالإنجليزية',
			remedyAr: 'ما العمل، بالعربية',
		},
	},
] as const;

const languageOf = { 12: 'en-US', 11: 'ar-SA' } as const;
const patience = 60_000;

describeInStudio('integrity', (kind, desk) => {
	const [shown] = languages.filter(({ language }) => language === languageOf[kind.major]);
	const { language, locale, words } = shown!;
	let host: Host;
	let studio: Studio;
	let page: Page;

	beforeAll(async () => {
		host = await desk.start({ name: 'operations-integrity', provisioned: 'seeded' });
		studio = await desk.open(people.administrator(host), {
			language,
			viewport: { width: 1280, height: 900 },
		});
		page = studio.page;
	});

	const picture = (name: string) => studio.picture(`integrity-${name}-${locale}-${kind.major}`);
	const button = (name: string) => page.getByRole('button', { name, exact: true });
	/** Presses the button, and waits until the job has ended and the page knows. */
	const checkAll = async () => {
		const isIdle = () => page.locator('.progress').waitFor({ state: 'detached' });
		await isIdle();
		const [started] = await Promise.all([
			page.waitForResponse((response) => response.url().endsWith('/ops/integrity/run')),
			button(words.check).click(),
		]);
		const { data } = (await started.json()) as { data: { id: string } };
		const statusOf = async () => (await host.admin<{ status: string }>('GET', `/ops/jobs/${data.id}`)).status;
		await expect.poll(statusOf, { timeout: patience }).toBe('done');
		await isIdle();
	};

	describe('of a project', () => {
		it('is in order at first', async () => {
			await studio.open('operations/integrity');
			await checkAll();
			await page.getByText(words.well).waitFor({ timeout: patience });
			await picture('in-order');
			expect(studio.problems()).toEqual([]);
		});

		it('shows what is broken, with links to the items', async () => {
			const [food] = await host.knex('foods').limit(1);
			await host.knex('foods').where({ id: food.id }).update({ name_ar: null });
			await checkAll();
			await page.getByText(words.errors).first().waitFor({ timeout: patience });
			const rule = page.locator('details.rule', { hasText: 'bebetter.both-languages.foods' });
			await rule.waitFor();
			expect(await rule.locator(`a[href$="/content/foods/${food.id}"]`).count()).toBe(1);
			await picture('broken');
			await host.knex('foods').where({ id: food.id }).update({ name_ar: food.name_ar });
			expect(studio.problems()).toEqual([]);
		});

		it('takes a rule of one’s own, tried before it is saved', async () => {
			await button(words.newRule).click();
			const form = page.locator('.editor');
			await form.getByLabel(words.ruleId).fill('long-videos');
			await form.getByRole('combobox', { name: words.kind, exact: true }).selectOption('range');
			await form.getByRole('combobox', { name: words.collection, exact: true }).selectOption('videos');
			await form
				.getByRole('combobox', { name: words.column, exact: true })
				.first()
				.selectOption('duration_seconds');
			await form.getByLabel(words.max).fill('60');
			await form.getByLabel(words.titleEn).fill('A long video');
			await form.getByLabel(words.titleAr).fill('مقطع طويل');
			await form.getByLabel(words.remedyEn).fill('Cut it.');
			await form.getByLabel(words.remedyAr).fill('قصّه.');
			await button(words.addCondition).click();
			expect(await unnamedControls(page, '.editor')).toEqual([]);
			await button(words.removeCondition).click();
			await button(words.tryIt).click();
			await form.getByRole('status').filter({ hasText: /\d/ }).waitFor();
			await picture('editor');

			await button(words.json).click();
			expect(await form.locator('textarea').inputValue()).toContain('"duration_seconds"');
			await picture('editor-json');
			await button(words.form).click();
			await button(words.save).click();
			const rule = page.locator('details.rule', { hasText: 'long-videos' });
			await rule.waitFor();
			await expect.poll(() => rule.innerText(), { timeout: patience }).toMatch(/: \d+/);
			expect(studio.problems()).toEqual([]);
		});

		it('shows what a fixer would do, and does it when told twice', async () => {
			await ageBackups(host, 2);
			const [first, second] = await host.knex('brands_links').where({ status: 'published' }).limit(2);
			await host.admin('POST', '/ops/integrity/rules', {
				id: 'one-link',
				severity: 'error',
				title: { en: 'A link too many', ar: 'رابط زائد' },
				remedy: { en: 'Archive it.', ar: 'أرشِفه.' },
				fixers: [{ action: 'set', values: { status: 'archived' } }],
				check: {
					kind: 'forbidden',
					collection: 'brands_links',
					where: [
						{ column: 'id', op: 'eq', value: second.id },
						{ column: 'status', op: 'neq', value: 'archived' },
					],
				},
			});
			expect(first.id).not.toBe(second.id);
			await checkAll();
			const rule = page.locator('details.rule', { hasText: 'one-link' });
			await rule.getByRole('button', { name: words.fix }).click();
			const dialog = page.getByRole('dialog');
			await dialog.getByRole('rowheader').waitFor();
			expect(await dialog.getByRole('button', { name: words.apply }).isDisabled()).toBe(true);
			await dialog.getByLabel(words.confirm).check();
			await picture('fix');
			await dialog.getByRole('button', { name: words.apply }).click();
			await dialog.getByText(words.applied).waitFor();
			await dialog.getByRole('button', { name: words.close }).click();
			const [mended] = await host.knex('brands_links').where({ id: second.id });
			expect(mended.status).toBe('archived');
			expect(studio.problems()).toEqual([]);
		});

		it('remembers past checks, and fits a tablet', async () => {
			await page.getByText(words.past, { exact: true }).first().click();
			await expect.poll(() => page.locator('table tbody tr').count()).toBeGreaterThan(2);
			await page.setViewportSize({ width: 820, height: 1100 });
			await expect.poll(() => layoutFaults(page)).toEqual([]);
			await picture('tablet');
			await page.setViewportSize({ width: 1280, height: 900 });
			expect(studio.problems()).toEqual([]);
		});

		it('forgets a rule when told so', async () => {
			await page.getByLabel(words.show).selectOption('own');
			const rule = page.locator('details.rule', { hasText: 'long-videos' });
			if ((await rule.getAttribute('open')) === null) await rule.locator('summary').first().click();
			await rule.getByRole('button', { name: words.remove }).click();
			await page.getByRole('dialog').getByRole('button', { name: words.remove }).click();
			await rule.waitFor({ state: 'detached' });
			expect(studio.problems()).toEqual([]);
		});
	});

	it('looks right in the dark', async () => {
		await page.setViewportSize({ width: 1440, height: 900 });
		await studio.darken('operations/integrity');
		await page.getByText(words.past, { exact: true }).first().waitFor();
		await page.getByLabel(words.show).selectOption('all');
		await studio.picture(`integrity-dark-${locale}-${kind.major}`);
		expect(studio.problems()).toEqual([]);
	});
});
