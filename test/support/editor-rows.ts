import { seed } from '../../schema/seed/index.ts';
import type { Host } from './host/index.ts';

type Row = Record<string, unknown>;

let made = 0;
const fresh = (name: string) => `${name}-${++made}`;

const names = { name_en: 'Lentils', name_ar: 'عدس' };
const titles = { title_en: 'Lentil soup', title_ar: 'شوربة عدس' };
const [card] = seed.screens.find(({ screen_key, locale }) => screen_key === 'home' && locale === 'en')!
	.payload_json.components;

/** Rows that editors may publish, each with a name of its own. `foodId` is that of a published food. */
export const goodRow: Record<string, (foodId: string) => Row> = {
	foods: () => ({
		status: 'published',
		slug: fresh('trial-food'),
		...names,
		category: 'legumes',
		tags: ['vegan'],
		kcal: 116,
		protein_g: 9.02,
		carb_g: 20.13,
		fat_g: 0.38,
		fibre_g: 7.9,
		sugar_g: 1.8,
	}),
	recipes: (foodId) => ({
		status: 'published',
		slug: fresh('trial-recipe'),
		...titles,
		steps_en: 'Wash the lentils.\nBoil for 30 minutes.',
		steps_ar: 'اغسل العدس.\nاسلقه 30 دقيقة.',
		servings: 4,
		ingredients: [{ food: foodId, grams: 200 }],
	}),
	videos: () => ({
		status: 'published',
		slug: fresh('trial-video'),
		...titles,
		url: 'https://videos.example.com/1.mp4',
		tags: ['quick'],
	}),
	fasting_presets: () => ({
		status: 'published',
		slug: fresh('trial-preset'),
		...names,
		kind: 'daily',
		fasting_hours: 16,
		eating_hours: 8,
	}),
	brands_links: () => ({
		status: 'published',
		slug: fresh('trial-link'),
		...names,
		kind: 'website',
		url: 'https://example.com',
	}),
	sdui_screens: () => ({
		status: 'published',
		screen_key: fresh('trial').replace('-', '_'),
		goal: 'default',
		locale: 'en',
		schema_version: 1,
		payload_json: { title: 'Trial', components: [card] },
	}),
	sdui_components: () => ({
		status: 'draft',
		type: fresh('trial').replace('-', '_'),
		...names,
		props_schema: { type: 'object', properties: { text: { type: 'string' } } },
		example: { text: 'Hello' },
		since_schema_version: 1,
		fallback: 'drop',
	}),
};

/** Ids of a published and of a draft food. */
export async function storeFoods(host: Host): Promise<{ published: string; draft: string }> {
	const [published] = await host.admin<{ id: string }[]>(
		'GET',
		'/items/foods?filter[status][_eq]=published&limit=1',
	);
	const draft = await host.admin<{ id: string }>('POST', '/items/foods', {
		slug: fresh('draft-food'),
		name_en: 'Secret spice',
		name_ar: 'بهار سري',
	});
	return { published: published!.id, draft: draft.id };
}
