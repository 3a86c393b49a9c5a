import type { z } from 'zod';
import type { Locale } from '../../../domain/content/localise.ts';
import { queryItems, type Item } from '../../../domain/content/query-items.ts';
import type { ReferenceCollection } from '../../../domain/screens/catalogue.ts';
import type { referencesAnswer } from '../../../domain/screens/studio/contract.ts';
import { resources } from '../../content/resources.ts';
import type { Sources } from '../../publishing/sources.ts';

type Reference = z.infer<typeof referencesAnswer>['data'][number];

const mostFound = 50;

/** Published rows whose title or slug has these words, in the editors' order. */
export function findReferences(
	{ content }: Sources,
	collection: ReferenceCollection,
	q: string | undefined,
	locale: Locale,
): Reference[] {
	const { items, searched } = referable(content, collection);
	return queryItems(items, ['slug', ...searched], { q, page: 1, limit: mostFound, locale }).items.map(
		(item) => describe(collection, item, locale),
	);
}

/** What an app shows of a row that a payload names; null when no such row is published. */
export function findReference(
	{ content }: Sources,
	collection: ReferenceCollection,
	slug: string,
	locale: Locale,
): Reference | null {
	const item = referable(content, collection).items.find((candidate) => candidate['slug'] === slug);
	return item ? describe(collection, item, locale) : null;
}

function referable(content: Sources['content'], collection: ReferenceCollection) {
	const resource = resources.find((candidate) => candidate.collection.name === collection)!;
	return { items: content[resource.path] ?? [], searched: resource.searched };
}

function describe(collection: ReferenceCollection, item: Item, locale: Locale): Reference {
	const slug = String(item['slug']);
	const title = localised(item, 'title', locale) || localised(item, 'name', locale) || slug;
	return { slug, title, subtitle: subtitles[collection](item, locale) };
}

const localised = (item: Item, base: string, locale: Locale): string =>
	String(item[`${base}_${locale}`] || item[`${base}_${locale === 'en' ? 'ar' : 'en'}`] || '');

/** The one figure by which an app tells such rows apart. */
const subtitles: Readonly<Record<ReferenceCollection, (item: Item, locale: Locale) => string | null>> = {
	foods: ({ kcal }, locale) => figure(kcal, locale, 'kcal in 100 g', 'سعرة في 100 غ'),
	recipes: ({ prep_minutes, cook_minutes }, locale) =>
		figure(Number(prep_minutes ?? 0) + Number(cook_minutes ?? 0) || null, locale, 'min', 'دقيقة'),
	videos: ({ duration_seconds }, locale) =>
		figure(
			duration_seconds === null ? null : Math.max(1, Math.round(Number(duration_seconds) / 60)),
			locale,
			'min',
			'دقيقة',
		),
	fasting_presets: ({ fasting_hours }, locale) => figure(fasting_hours, locale, 'h fasting', 'ساعة صيام'),
};

const figure = (value: unknown, locale: Locale, en: string, ar: string): string | null =>
	value === null || value === undefined ? null : `${Math.round(Number(value))} ${locale === 'en' ? en : ar}`;
