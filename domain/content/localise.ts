import type { Item } from './query-items.ts';

const languages = ['en', 'ar'] as const;
export type Locale = (typeof languages)[number];

/** The language to answer in: `ar-SA` is Arabic, and what we do not speak is English. */
export function readLocale(tag: string | undefined): Locale {
	const language = tag?.toLowerCase().split(/[-_]/)[0];
	return languages.find((known) => known === language) ?? 'en';
}

/**
 * Adds, for each pair such as `name_en` and `name_ar`, the text in the asked language under the plain `name`;
 * if it is empty, the other language's. The pair stays, for apps that switch language offline.
 */
export function localise(item: Item, locale: Locale): Item {
	const other: Locale = locale === 'en' ? 'ar' : 'en';
	const texts = Object.keys(item)
		.filter((name) => name.endsWith('_en') && `${name.slice(0, -3)}_ar` in item)
		.map((name) => name.slice(0, -3))
		.map((base) => [base, item[`${base}_${locale}`] || item[`${base}_${other}`] || null]);
	return { ...item, ...Object.fromEntries(texts) };
}
