import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Variant } from '../../domain/screens/studio/contract.ts';
import { describeInStudio, type Studio } from '../support/browser/index.ts';
import { type Host, type TestUser, withUser } from '../support/host/index.ts';

/**
 * One language on each major: all of this takes minutes, and what a language changes (words, direction) does not depend
 * on the major.
 */
const languages = {
	12: ['en-US', 'en', 'ltr'],
	11: ['ar-SA', 'ar', 'rtl'],
} as const;

const titleOfHero = '/components/0/props/title';

describeInStudio('the editor of screens', (kind, desk) => {
	let host: Host;
	let person: TestUser;

	beforeAll(async () => {
		host = await desk.start({ name: 'screens-editor', provisioned: 'seeded' });
		person = await withUser(host, { role: 'Editor' });
	});

	describe.each([languages[kind.major]])('in %s', (language, locale, direction) => {
		let studio: Studio;
		let page: Page;
		const address = `screens/home/default/${locale}`;
		const stored = () => host.admin<Stored>('GET', `/ops/screens/home/default/${locale}`);

		beforeAll(async () => {
			studio = await desk.open(person, { language, viewport: { width: 1800, height: 1000 } });
			page = studio.page;
			await studio.open(address);
			await page.getByRole('treeitem').nth(1).waitFor();
		});
		afterAll(() => studio?.close());

		it('shows the components with the form of the one that is chosen', async () => {
			expect(await page.getByRole('treeitem').count()).toBe(11);
			await page.getByRole('treeitem').nth(1).click();
			const title = fieldAt(page, titleOfHero);
			expect(await title.inputValue()).toBe((await stored()).live.payload.components[0]?.props['title']);
			expect(await title.evaluate((element) => getComputedStyle(element).direction)).toBe(direction);
			await studio.picture(`screens-editor-${kind.major}-${locale}`);
			expect(studio.problems()).toEqual([]);
		});

		it('has one document behind form and JSON, and one undo for both', async () => {
			const title = fieldAt(page, titleOfHero);
			const before = await title.inputValue();
			await title.press('End');
			await title.pressSequentially('!!');
			await tab(page, 'json').click();
			expect((await json(page)).components[0].props.title).toBe(`${before}!!`);

			await page.keyboard.press('Control+z');
			expect((await json(page)).components[0].props.title).toBe(before);
			await page.keyboard.press('Control+Shift+z');
			expect((await json(page)).components[0].props.title).toBe(`${before}!!`);

			await writeJson(page, '{\n\t"title": "x",\n}');
			await page.getByRole('alert').waitFor();
			expect(await page.getByRole('alert').innerText()).toContain('3');
			await tab(page, 'form').click();
			expect(await page.locator('#screens-pane-form [inert]').count()).toBe(1);
			await tab(page, 'json').click();
			expect(await code(page)).toBe('{\n\t"title": "x",\n}');
			await page
				.getByRole('button')
				.filter({ has: page.locator('[data-icon="undo"]') })
				.click();
			expect((await json(page)).components[0].props.title).toBe(`${before}!!`);
			await tab(page, 'form').click();
			expect(studio.problems()).toEqual([]);
		});

		it('adds and moves a component by keyboard alone', async () => {
			const items = page.getByRole('treeitem');
			await items.nth(1).focus();
			await page.keyboard.press('End');
			await page.keyboard.press('Insert');
			await page.getByRole('combobox').last().waitFor();
			await page.keyboard.type('divider');
			await page.keyboard.press('Enter');
			await page.locator('[data-node="/components/8"]').waitFor();
			expect(await items.count()).toBe(12);
			await page.locator('[data-node="/components/8"]:focus').waitFor();
			await page.keyboard.press('Alt+ArrowUp');
			await page.locator('[data-node="/components/7"][aria-selected=true]:focus').waitFor();
			await saved(page);
			expect((await stored()).draft.payload.components[7]).toMatchObject({ id: 'divider', type: 'divider' });
			expect(studio.problems()).toEqual([]);
		});

		it('says what is wrong while one types, and leads to it', async () => {
			await page.getByRole('treeitem').nth(1).click();
			await fieldAt(page, titleOfHero).fill('');
			await tab(page, 'problems').click();
			const problem = page.locator('#screens-pane-problems li button.error').first();
			await problem.waitFor();
			expect(await page.locator('[data-node="/components/0"] .mark.error').count()).toBe(1);

			await page.getByRole('treeitem').nth(0).click();
			await problem.focus();
			await studio.picture(`screens-editor-problem-${kind.major}-${locale}`);
			await page.keyboard.press('Enter');
			await fieldAt(page, titleOfHero).waitFor();
			await page.waitForFunction(
				(pointer) => (document.activeElement as HTMLElement).dataset['pointer'] === pointer,
				titleOfHero,
			);
			await page.keyboard.type('Salam');
			await problem.waitFor({ state: 'detached' });
			expect(studio.problems()).toEqual([]);
		});

		it('picks a reference from what is published', async () => {
			const node = page.getByRole('treeitem').filter({ has: page.locator('[data-icon="timer"]') });
			await node.click();
			const preset = page.getByRole('combobox').and(page.locator('[data-pointer$="/default_preset"]'));
			await preset.fill('16');
			const option = page.getByRole('option').filter({ hasText: '16-8' });
			await option.waitFor();
			await studio.picture(`screens-editor-reference-${kind.major}-${locale}`);
			await option.click();
			expect(await preset.inputValue()).toBe('16-8');
			expect(studio.problems()).toEqual([]);
		});

		it('keeps the draft beyond a reload of the page', async () => {
			await saved(page);
			await page.reload();
			await page.getByRole('treeitem').nth(1).click();
			expect(await page.getByRole('treeitem').count()).toBe(12);
			expect(await fieldAt(page, titleOfHero).inputValue()).toBe('Salam');
			const { draft, live } = await stored();
			expect(draft.payload.components[4]?.props['default_preset']).toBe('16-8');
			expect(live.payload.components[4]?.props['default_preset']).not.toBe('16-8');
			expect(studio.problems()).toEqual([]);
		});

		it('reads the other language beside it and names what differs', async () => {
			await tab(page, 'translation').click();
			const pane = page.locator('#screens-pane-translation');
			await pane.locator('input[readonly]').first().waitFor();
			const other = pane.locator(`[data-pointer="${titleOfHero}"]`);
			const opposite = direction === 'ltr' ? 'rtl' : 'ltr';
			expect(await other.evaluate((element) => getComputedStyle(element).direction)).toBe(opposite);
			if (locale === 'en') expect(await pane.getByRole('listitem').count()).toBeGreaterThan(0);
			await studio.picture(`screens-editor-translation-${kind.major}-${locale}`);
			expect(studio.problems()).toEqual([]);
		});

		it('does not overwrite the draft that somebody else saved meanwhile without asking', async () => {
			const { payload, schema_version, floors, base_revision, version } = (await stored()).draft;
			const theirs = {
				payload: { ...payload, title: 'Theirs' },
				schema_version,
				floors,
				base_revision,
				version,
			};
			await host.admin('PUT', `/ops/screens/home/default/${locale}/draft`, theirs);
			await fieldAt(page, titleOfHero).fill('Mine');
			const notice = page.getByRole('alert');
			await notice.waitFor();
			expect((await stored()).draft.payload.title).toBe('Theirs');
			expect(studio.problems().filter((problem) => !/409/.test(problem))).toEqual([]);

			await notice.getByRole('button').last().click();
			await saved(page);
			expect((await stored()).draft.payload.components[0]?.props['title']).toBe('Mine');
			expect(studio.problems()).toEqual([]);
		});

		it.each([
			['laptop', 1280, 800],
			['tablet', 1024, 768],
		])('fits a %s', async (device, width, height) => {
			await page.setViewportSize({ width, height });
			await page.getByRole('tablist').first().waitFor();
			const overflow = () =>
				page.locator('.screens-editor').evaluate((element) => element.scrollWidth - element.clientWidth);
			await expect.poll(overflow).toBeLessThanOrEqual(1);
			await studio.picture(`screens-editor-${device}-${kind.major}-${locale}`);
			expect(studio.problems()).toEqual([]);
		});
	});
});

interface StoredComponent {
	id: string;
	type: string;
	props: Record<string, unknown>;
}
type WithScreen<Layout> = Omit<Layout, 'payload'> & {
	payload: { title: string; components: Record<number, StoredComponent> };
};

/** A variant that has been published and whose draft is asked for only after one was saved. */
interface Stored {
	live: WithScreen<NonNullable<Variant['live']>>;
	draft: WithScreen<NonNullable<Variant['draft']>>;
}

const fieldAt = (page: Page, pointer: string): Locator =>
	page.locator(`#screens-pane-form [data-pointer="${pointer}"]`);

const tab = (page: Page, name: string): Locator => page.locator(`[data-tab="${name}"]`);

const saved = (page: Page) => page.locator('[data-status="saved"]').waitFor();

interface CodeMirrorElement {
	CodeMirror: {
		getValue(): string;
		execCommand(name: 'selectAll'): void;
		replaceSelection(text: string, select: 'end', origin: 'paste'): void;
	};
}

const code = (page: Page): Promise<string> =>
	page
		.locator('#screens-pane-json .CodeMirror')
		.evaluate((element) => (element as unknown as CodeMirrorElement).CodeMirror.getValue());

const json = async (page: Page) => JSON.parse(await code(page));

/** Replaces what stands in the code editor, as selecting all and pasting does. */
const writeJson = (page: Page, text: string) =>
	page.locator('#screens-pane-json .CodeMirror').evaluate((element, written) => {
		const { CodeMirror } = element as unknown as CodeMirrorElement;
		CodeMirror.execCommand('selectAll');
		CodeMirror.replaceSelection(written, 'end', 'paste');
	}, text);
