import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { repositoryRoot } from '../../../host/paths.ts';
import type { Host } from '../host/types.ts';
import { watchProblems } from './problems.ts';

export type StudioLanguage = 'en-US' | 'ar-SA';
export type Appearance = 'light' | 'dark';

/** Who logs in. Directus 12 Core has three seats: a file makes its people once and gives them each language. */
export interface Person {
	email: string;
	password: string;
}

export interface StudioOptions {
	language: StudioLanguage;
	appearance?: Appearance;
	viewport?: { width: number; height: number };
	/** Leave Directus's questions to a new administrator on the screen. */
	withQuestions?: boolean;
}

/** The Studio as one person sees it, logged in. */
export interface Studio {
	page: Page;
	/** Opens a path such as `content/foods` and waits until its contents are there. */
	open(path: string): Promise<void>;
	/** Opens a path in the dark appearance: the Studio is loaded anew, which takes less than logging in again. */
	darken(path: string): Promise<void>;
	/** What went wrong in the page since the last call: console errors, exceptions and failed requests. */
	problems(): string[];
	/** Saves a picture under test/.output/ and answers where. */
	picture(name: string): Promise<string>;
	close(): Promise<void>;
}

const outputFolder = join(repositoryRoot, 'test/.output');

/** Gives the person the language and appearance, and logs them in by the login form. */
export async function openStudio(
	browser: Browser,
	host: Host,
	person: Person,
	options: StudioOptions,
): Promise<Studio> {
	const { language, appearance = 'light' } = options;
	const prefer = (data: object) =>
		host.admin('PATCH', '/users', { query: { filter: { email: { _eq: person.email } } }, data });
	await prefer({ language, appearance });
	const context = await browser.newContext({
		viewport: options.viewport ?? { width: 1440, height: 900 },
		locale: language,
		reducedMotion: 'reduce',
	});
	context.setDefaultTimeout(60_000);
	if (!options.withQuestions) await dismissQuestions(context, host.url);
	const page = await context.newPage();
	const problems = watchProblems(page, host.url);
	await logIn(page, host.url, person);
	problems();

	return {
		page,
		problems,
		open: (path) => open(page, path),
		darken: async (path) => {
			await prefer({ appearance: 'dark' });
			await page.goto(`${host.url}/admin/${path}`);
			await settled(page);
		},
		picture: (name) => picture(page, name),
		close: () => context.close(),
	};
}

/**
 * The answer "not now" to what Directus asks an administrator, as its own buttons store it: 11 for the project's owner,
 * 12 about its licence. Directus 12 forgets that about the owner at each login: startHost turns this question off.
 */
async function dismissQuestions(context: BrowserContext, url: string): Promise<void> {
	const names = ['license-banner-dismissed', 'license-onboarding-dismissed'];
	await context.addCookies(names.map((name) => ({ name, value: 'true', url })));
}

async function logIn(page: Page, url: string, person: Person): Promise<void> {
	await page.goto(`${url}/admin/login`);
	await page.locator('input[type=email]').fill(person.email);
	await page.locator('input[type=password]').fill(person.password);
	await page.locator('button[type=submit]').click();
	await page.waitForURL((address) => !address.pathname.startsWith('/admin/login'));
	await settled(page);
}

/**
 * Goes on inside the running Studio, as a click on a link does: loading it anew takes seconds. Only a page that is open
 * already is loaded anew, because a link to it does nothing.
 */
async function open(page: Page, path: string): Promise<void> {
	const hasMoved = await page.evaluate(async (to) => {
		const { __vue_app__ } = document.querySelector('#app') as unknown as StudioRoot;
		const router = __vue_app__.config.globalProperties.$router;
		const before = router.currentRoute.value.fullPath;
		await router.push(to);
		return router.currentRoute.value.fullPath !== before;
	}, `/${path}`);
	if (!hasMoved) await page.reload();
	await settled(page);
}

interface StudioRouter {
	currentRoute: { value: { fullPath: string } };
	push(to: string): Promise<unknown>;
}

interface StudioRoot {
	__vue_app__: { config: { globalProperties: { $router: StudioRouter } } };
}

/** The Studio is ready when its title stands, its requests are answered and nothing pretends to be loading. */
async function settled(page: Page): Promise<void> {
	await page.locator('.header-bar h1').first().waitFor();
	await page.waitForLoadState('networkidle');
	await page.waitForFunction(
		() => !document.querySelector('.v-skeleton-loader, .v-progress-circular.indeterminate, .v-table.loading'),
	);
}

async function picture(page: Page, name: string): Promise<string> {
	mkdirSync(outputFolder, { recursive: true });
	const path = join(outputFolder, `${name}.png`);
	await page.screenshot({ path, animations: 'disabled' });
	return path;
}
