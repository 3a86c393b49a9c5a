import type { Page } from 'playwright-core';

/** Collects what goes wrong in a page. Each call answers what is new since the one before. */
export function watchProblems(page: Page, url: string): () => string[] {
	let found: string[] = [];
	const add = (problem: string) => void found.push(problem);

	page.on('pageerror', (error) => add(`exception: ${error.message}`));
	page.on('console', (message) => {
		if (message.type() === 'error') add(`console: ${message.text()} (${message.location().url})`);
	});
	page.on('response', (response) => {
		if (response.status() >= 400)
			add(`${response.status()} ${response.request().method()} ${response.url()}`);
	});
	page.on('requestfailed', (request) => {
		// Leaving a page abandons its requests, and nothing outside of the instance can be reached from a test.
		const abandoned = request.failure()?.errorText === 'net::ERR_ABORTED';
		if (!abandoned && request.url().startsWith(url)) add(`failed: ${request.method()} ${request.url()}`);
	});

	return () => {
		const news = found;
		found = [];
		return news;
	};
}
