/*
 * Makes docs/images/ anew from a fresh, seeded Studio: node_modules/.bin/node test/support/browser/readme-images.ts
 * Names after it make only those: … readme-images.ts target food-dark
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../../../host/paths.ts';
import { startHost } from '../host/start-host.ts';
import type { Host } from '../host/types.ts';
import { withUser } from '../host/users.ts';
import { phoneOf } from '../phone.ts';
import { until } from '../publishing/reading.ts';
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
	/** In pixels, where a screen's height does not show what matters. */
	height?: number;
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
];

const wanted = process.argv.slice(2);
const chosen = images.filter(({ name }) => wanted.length === 0 || wanted.includes(name));

const folder = join(repositoryRoot, 'docs/images');
mkdirSync(folder, { recursive: true });
const host = await startHost({
	major: 12,
	database: 'sqlite',
	name: 'images',
	provisioned: 'seeded',
	env: { BEBETTER_PROJECT_DEFAULTS: 'true', PROJECT_OWNER_ENABLED: 'false' },
});
const browser = await launchBrowser();
try {
	for (const { name, language, appearance, path, from, height = 900 } of chosen) {
		const viewport = { width: 1440, height };
		const administrator = people.administrator(host);
		const studio = await openStudio(browser, host, administrator, { language, appearance, viewport });
		await studio.open(await path(host));
		if (from) {
			const field = studio.page.locator(`[data-field="${from}"]`).first();
			await field.evaluate((element) => element.scrollIntoView({ block: 'start' }));
		}
		await studio.page.mouse.move(700, 26);
		await studio.page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
		await studio.close();
	}
} finally {
	await browser.close();
	await host.stop();
}
