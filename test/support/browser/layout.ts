import type { Page } from 'playwright-core';

/** What does not fit the window: what runs off a page of ours, and what one cannot see of its header; none is right. */
export const layoutFaults = (page: Page): Promise<string[]> =>
	page.evaluate(() => {
		const edge = document.documentElement.clientWidth;
		const pages = [...document.querySelectorAll('html, .operations-page, .screens-page')];
		const wide = pages.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth);
		const header = [...document.querySelectorAll('.header-bar h1, .header-bar .actions button')];
		const cut = header.filter((element) => {
			const { left, right, width } = element.getBoundingClientRect();
			return width < 16 || left < 0 || right > edge;
		});
		return [
			...wide.map(({ className, scrollWidth, clientWidth }) => {
				return `${className || 'the page'} is ${scrollWidth - clientWidth} px too wide`;
			}),
			...cut.map(({ textContent }) => `cut off in the header: ${textContent.trim()}`),
		];
	});
