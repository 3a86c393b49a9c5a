import type { Locator, Page, Response } from 'playwright-core';

/** One field of an item's form, whatever language its label is in. */
export function field(form: Page | Locator, name: string): Locator {
	return form.locator(`[data-field="${name}"]`).first();
}

export async function fill(form: Page | Locator, name: string, value: string): Promise<void> {
	await field(form, name).locator('input, textarea').first().fill(value);
}

/** Picks a choice of a dropdown by its place, which is the same in every language. */
export async function choose(page: Page, name: string, index: number): Promise<void> {
	await field(page, name).locator('.interface .v-select').first().click();
	await page.locator('#menu-outlet .v-list-item').nth(index).click();
}

/** Presses the button that saves the item and waits for the answer; Directus 11 has an icon where 12 has a word. */
export async function save(page: Page): Promise<number> {
	const button = page.locator(
		'.header-bar .actions .primary button, .header-bar button:has([data-icon="check"])',
	);
	const isSaving = (response: Response) =>
		response.url().includes('/items/') && ['POST', 'PATCH'].includes(response.request().method());
	const [answer] = await Promise.all([page.waitForResponse(isSaving), button.first().click()]);
	return answer.status();
}

interface CodeMirrorElement {
	CodeMirror: {
		getValue(): string;
		execCommand(name: 'selectAll'): void;
		replaceSelection(text: string, select: 'end', origin: 'paste'): void;
	};
}

/** What stands in a code editor. It draws only the visible lines, so the page's text is not enough. */
export async function codeOf(page: Page, name: string): Promise<string> {
	return field(page, name)
		.locator('.CodeMirror')
		.evaluate((element) => (element as unknown as CodeMirrorElement).CodeMirror.getValue());
}

/** Replaces what stands in a code editor, as selecting all and pasting does. */
export async function writeCode(page: Page, name: string, text: string): Promise<void> {
	const editor = field(page, name).locator('.CodeMirror');
	await editor.evaluate((element, code) => {
		const { CodeMirror } = element as unknown as CodeMirrorElement;
		CodeMirror.execCommand('selectAll');
		CodeMirror.replaceSelection(code, 'end', 'paste');
	}, text);
}
