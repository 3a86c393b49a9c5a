/*
 * Makes docs/images/ anew from a fresh, seeded Studio: node_modules/.bin/node test/support/browser/readme-images.ts
 * Names after it make only those: … readme-images.ts target food-dark
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { repositoryRoot } from '../../../host/paths.ts';
import { appUse } from '../../../schema/dashboards/app-use.ts';
import { plantActivePeople } from '../active-people.ts';
import { startHost } from '../host/start-host.ts';
import type { Host } from '../host/types.ts';
import { withUser } from '../host/users.ts';
import { phoneOf } from '../phone.ts';
import { until } from '../publishing/reading.ts';
import { haveInsights } from '../synthetic-insights.ts';
import { launchBrowser } from './launch.ts';
import { people } from './people.ts';
import { type Appearance, openStudio, type StudioLanguage } from './studio.ts';

interface Image {
	name: string;
	language: StudioLanguage;
	appearance: Appearance;
	path: (host: Host) => Promise<string>;
	/** The field that stands at the top of the picture. */
	from?: string;
	/** What the picture waits for, where it comes after the page. */
	after?: string;
	/** What is pressed before the picture is taken. */
	press?: (page: Page) => Promise<void>;
	/** In pixels, where a screen's height does not show what matters. */
	height?: number;
	/** In pixels, where what matters stands side by side. */
	width?: number;
}

const item = (collection: string, where: Record<string, string>) => async (host: Host) => {
	const { id } = await host.knex(collection).select('id').where(where).first();
	return `content/${collection}/${id}`;
};

/** The target of a person who has just told us about herself. */
async function freshTarget(host: Host): Promise<string> {
	const { token } = await withUser(host, { role: 'App User' });
	const phone = phoneOf(host, token);
	await phone.send('PATCH', '/mobile/me/profile', {
		sex: 'female',
		birth_date: '1991-06-01',
		height_cm: 165,
		weight_kg: 80,
		activity: 'low_active',
		goal: 'lose',
	});
	const read = async () => (await phone.send('GET', '/mobile/me/targets')).json.data;
	await until('a target', async () => (await read()) !== null);
	return `content/user_targets/${(await read()).id}`;
}

interface HomeLayout {
	payload: { components: unknown[] };
	schema_version: number;
	floors: Record<string, string | null>;
	revision: number;
}

const banners = {
	en: 'Ramadan times are here: see when to break your fast.',
	ar: 'مواقيت رمضان بين يديك: اعرف موعد إفطارك.',
};

/** Home with a banner on top, for apps from 1.2.0 on. */
async function changedHome(host: Host, locale: 'en' | 'ar') {
	const path = `/ops/screens/home/default/${locale}`;
	const { live } = await host.admin<{ live: HomeLayout }>('GET', path);
	const banner = { id: 'ramadan', type: 'banner', props: { text: banners[locale], dismissible: true } };
	return {
		payload: { ...live.payload, components: [banner, ...live.payload.components] },
		schema_version: 2,
		floors: { ...live.floors, min_app_version: '1.2.0' },
		base_revision: live.revision,
	};
}

/** The editor with a draft of home in it. */
const draftOfHome = (locale: 'en' | 'ar') => async (host: Host) => {
	const { draft } = await host.admin<{ draft: object | null }>('GET', `/ops/screens/home/default/${locale}`);
	if (!draft)
		await host.admin('PUT', `/ops/screens/home/default/${locale}/draft`, {
			...(await changedHome(host, locale)),
			version: 0,
		});
	return `screens/home/default/${locale}`;
};

/** Home for people who lose weight, changed three times. */
async function changedOften(host: Host): Promise<string> {
	const name = { screen_key: 'home', goal: 'lose', locale: 'en' };
	const path = '/ops/screens/home/lose/en';
	const { live } = await host.admin<{ live: HomeLayout }>('GET', path);
	const { schema_version, floors, payload } = live;
	const [hero, ring, ...others] = payload.components;
	const versions = [
		['Energy first: people look for it in the morning.', [ring, hero, ...others]],
		['Shorter, for small phones.', [ring, hero, ...others.slice(0, -1)]],
	] as const;
	let base_revision = live.revision;
	for (const [note, components] of versions) {
		const change = { ...name, schema_version, floors, base_revision, payload: { ...payload, components } };
		await host.admin('POST', '/ops/screens/publish', { changes: [change], note });
		base_revision += 1;
	}
	await host.admin('POST', `${path}/releases/${live.revision + 1}/restore`, {
		base_revision,
		note: 'The tip is missed; it comes back.',
	});
	return 'screens/home/lose/en/history';
}

/** The page Today when somebody has read the log and looked at the week's queries. */
async function afterMorningRound(host: Host): Promise<string> {
	const notes = {
		'log-read': 'One warning, known since Monday.',
		'slow-things-seen': 'Nothing above half a second.',
	};
	for (const [check, note] of Object.entries(notes))
		await host.fetch(`/ops/today/${check}`, {
			method: 'POST',
			headers: { authorization: `Bearer ${host.adminToken}`, 'content-type': 'application/json' },
			body: JSON.stringify({ note }),
		});
	return 'operations';
}

/** The page Jobs with a job that was given up and one under way. */
async function afterSomeWork(host: Host): Promise<string> {
	for (const name of ['nightly-housekeeping', 'prune-jobs'])
		await host.admin('POST', '/ops/jobs', { name, wait: true });
	const now = Date.now();
	const common = {
		name: 'archive-events',
		created_at: new Date(now),
		run_at: new Date(now),
		total: 2_400_000,
	};
	await host.knex('job_runs').insert({
		...common,
		id: crypto.randomUUID(),
		slot: '2026-09-14',
		status: 'dead',
		attempt: 5,
		progress: 1_150_000,
		error: 'Error: The storage "s3" refused the upload: quota exceeded',
		started_at: new Date(now - 95_000),
		finished_at: new Date(now),
	});
	await host.knex('job_runs').insert({
		...common,
		id: crypto.randomUUID(),
		slot: '2026-09-15',
		status: 'running',
		progress: 1_600_000,
		owner: 'worker-1:12:5f0c1a2b',
		lease_until: new Date(now + 3_600_000),
		started_at: new Date(now - 41_000),
	});
	return 'operations/jobs';
}

const selectBanner = (page: Page) => page.getByRole('treeitem').nth(1).click();

async function openPublishing(page: Page): Promise<void> {
	const icon = page.locator('[data-icon=publish]');
	await page.locator('.header-bar button').filter({ has: icon }).click();
	const impact = page.locator('.v-drawer .impact');
	await impact.locator('.scroll table').waitFor();
	await impact.evaluate((element) => element.scrollIntoView({ block: 'start' }));
}

const images: Image[] = [
	{ name: 'foods', language: 'en-US', appearance: 'light', path: async () => 'content/foods' },
	{
		name: 'recipe-arabic',
		language: 'ar-SA',
		appearance: 'light',
		path: item('recipes', { slug: 'koshari' }),
		from: 'ingredients',
	},
	{
		name: 'home-screen',
		language: 'en-US',
		appearance: 'light',
		path: item('sdui_screens', { screen_key: 'home', goal: 'default', locale: 'en' }),
	},
	{
		name: 'food-dark',
		language: 'ar-SA',
		appearance: 'dark',
		path: item('foods', { slug: 'lentils-boiled' }),
	},
	{
		name: 'target',
		language: 'en-US',
		appearance: 'light',
		path: freshTarget,
		from: 'target_kcal',
		height: 1400,
	},
	{
		name: 'dashboard',
		language: 'en-US',
		appearance: 'light',
		path: async (host) => {
			await haveInsights(host);
			return `insights/${appUse.id}`;
		},
		after: '.pie-chart .apexcharts-series path',
		height: 1440,
	},
	{
		name: 'screens-overview',
		language: 'en-US',
		appearance: 'light',
		path: async () => 'screens',
		after: 'td a',
		width: 1680,
		height: 1000,
	},
	{
		name: 'screens-history',
		language: 'en-US',
		appearance: 'dark',
		path: changedOften,
		after: '#release-1',
	},
	{
		name: 'screens-editor',
		language: 'en-US',
		appearance: 'light',
		path: draftOfHome('en'),
		after: '.phone-screen [data-component=ramadan]',
		press: selectBanner,
		width: 1680,
		height: 1050,
	},
	{
		name: 'screens-arabic',
		language: 'ar-SA',
		appearance: 'light',
		path: draftOfHome('ar'),
		after: '.phone-screen [data-component=ramadan]',
		press: selectBanner,
		width: 1680,
		height: 1050,
	},
	{
		name: 'screens-impact',
		language: 'en-US',
		appearance: 'light',
		path: draftOfHome('en'),
		after: '[role=treeitem]',
		press: openPublishing,
		height: 1240,
	},
	{
		name: 'operations-today',
		language: 'en-US',
		appearance: 'light',
		path: afterMorningRound,
		after: 'li.check.ticked',
		height: 1100,
	},
	{
		name: 'operations-arabic',
		language: 'ar-SA',
		appearance: 'light',
		path: afterMorningRound,
		after: 'li.check.ticked',
		height: 1100,
	},
	{
		name: 'operations-jobs',
		language: 'en-US',
		appearance: 'light',
		path: afterSomeWork,
		after: '.operations-page tbody tr',
		width: 1680,
		height: 1100,
	},
];

const wanted = process.argv.slice(2);
const chosen = images.filter(({ name }) => wanted.length === 0 || wanted.includes(name));

const folder = join(repositoryRoot, 'docs/images');
mkdirSync(folder, { recursive: true });
const host = await startHost({
	major: 12,
	database: 'sqlite',
	name: 'images',
	studio: true,
	provisioned: 'seeded',
	env: { BEBETTER_PROJECT_DEFAULTS: 'true', BEBETTER_SEED_PEOPLE: 'true' },
});
const browser = await launchBrowser();
try {
	if (chosen.some(({ name }) => name.startsWith('screens'))) await plantActivePeople(host, 6);
	for (const image of chosen) {
		const { name, language, appearance, path, from, after, press, width = 1440, height = 900 } = image;
		const viewport = { width, height };
		const administrator = people.administrator(host);
		const studio = await openStudio(browser, host, administrator, { language, appearance, viewport });
		await studio.open(await path(host));
		if (after) await studio.page.locator(after).last().waitFor();
		if (from) {
			const field = studio.page.locator(`[data-field="${from}"]`).first();
			await field.evaluate((element) => element.scrollIntoView({ block: 'start' }));
		}
		await press?.(studio.page);
		await studio.page.mouse.move(700, 26);
		await studio.page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
		await studio.close();
	}
} finally {
	await browser.close();
	await host.stop();
}
