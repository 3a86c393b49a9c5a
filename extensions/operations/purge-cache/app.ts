import { defineOperationApp } from '@directus/extensions-sdk';

interface Options {
	readonly collections?: string[] | null;
	readonly tags?: string[] | null;
	readonly urls?: string[] | null;
	readonly all?: boolean | null;
	readonly cache_control?: string | null;
}

/** What the box in the flow shows; its labels are texts of the Studio, in English and Arabic. */
function overview({ collections, tags, urls, all, cache_control }: Options) {
	const named = [...(collections ?? []), ...(tags ?? []), ...(urls ?? [])];
	const what = all ? '$t:bebetter_purge_everything' : named.join(', ') || '$t:bebetter_purge_trigger';
	return [
		{ label: '$t:bebetter_purge_what', text: what },
		...(cache_control ? [{ label: 'Cache-Control', text: cache_control }] : []),
	];
}

const field = (name: string, type: string, meta: Record<string, unknown>) => ({
	field: name,
	name: `$t:bebetter_purge_${name}`,
	type,
	meta: { width: 'full', note: `$t:bebetter_purge_${name}_note`, ...meta },
});

/** A function, because the Studio translates the texts of a list before it has loaded them. */
const options = () => [
	field('collections', 'csv', {
		interface: 'system-collections',
		options: { includeSystem: false, includeSingleton: true },
	}),
	field('tags', 'csv', { interface: 'tags', options: { placeholder: 'foods:…', alphabetize: false } }),
	field('urls', 'csv', {
		interface: 'tags',
		options: { placeholder: '/mobile/foods/…', alphabetize: false },
	}),
	field('all', 'boolean', { interface: 'boolean', width: 'half' }),
	field('cdn', 'boolean', { interface: 'boolean', width: 'half' }),
	field('cache_control', 'string', {
		interface: 'input',
		options: { placeholder: 'public, max-age=60', trim: true, font: 'monospace' },
	}),
];

export default defineOperationApp({
	id: 'bebetter-purge-cache',
	name: 'Publish to phones now · النشر إلى الهواتف الآن',
	icon: 'published_with_changes',
	description:
		'Have answers made anew on every instance and in the CDN · إعادة إنشاء الردود على كل الخوادم وفي شبكة التوزيع',
	overview: overview as never,
	options: options as never,
});
