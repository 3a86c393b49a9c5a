import type { Page } from 'playwright-core';

/** Every control and column head below that somebody who does not see the page gets no name for; none is right. */
export const unnamedControls = (page: Page, root: string): Promise<string[]> =>
	page.evaluate((selector) => {
		const nameOf = (element: Element): string =>
			[
				element.getAttribute('aria-label') ?? '',
				...(element.getAttribute('aria-labelledby') ?? '')
					.split(' ')
					.map((id) => document.querySelector(`[id="${id}"]`)?.textContent ?? ''),
				...[...((element as HTMLInputElement).labels ?? [])].map((label) => label.textContent),
				element.textContent,
			]
				.join(' ')
				.trim();
		const roots = [...document.querySelectorAll(selector)];
		const within = (parts: string) => roots.flatMap((one) => [...one.querySelectorAll(parts)]);
		return [
			...within('button, a, input, select, textarea, summary, [role=region], progress').filter(
				(control) => !nameOf(control),
			),
			...within('table th').filter((header) => !header.hasAttribute('scope')),
		].map((element) => element.outerHTML);
	}, root);
