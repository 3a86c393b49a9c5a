import { foldForSearch } from './arabic-search.ts';

export type Item = Readonly<Record<string, unknown>>;

export interface ItemQuery {
	/** Words that must all occur; spelling is folded, so diacritics and letter forms do not matter. */
	readonly q?: string | undefined;
	/** Tags that the item must all carry. */
	readonly tags?: readonly string[] | undefined;
	/** Columns that must equal a value. */
	readonly where?: Readonly<Record<string, string>> | undefined;
	/** Columns, each with an optional minus for descending; the editors' order when empty. */
	readonly sort?: readonly string[] | undefined;
	/** From 1. */
	readonly page: number;
	readonly limit: number;
	readonly locale: 'en' | 'ar';
}

export interface ItemPage {
	readonly items: readonly Item[];
	readonly total: number;
}

/** The page of items that a query asks for. Items without a value sort last in both directions. */
export function queryItems(all: readonly Item[], searched: readonly string[], query: ItemQuery): ItemPage {
	const words = query.q ? foldForSearch(query.q).split(' ').filter(Boolean) : [];
	const found = all.filter(
		(item) =>
			matchesWords(item, searched, words) &&
			hasTags(item, query.tags ?? []) &&
			equals(item, query.where ?? {}),
	);
	const sorted = query.sort?.length ? sortItems(found, query.sort, query.locale) : found;
	const start = (query.page - 1) * query.limit;
	return { items: sorted.slice(start, start + query.limit), total: found.length };
}

function matchesWords(item: Item, searched: readonly string[], words: readonly string[]): boolean {
	if (words.length === 0) return true;
	const text = foldForSearch(searched.map((name) => item[name] ?? '').join(' '));
	return words.every((word) => text.includes(word));
}

function hasTags(item: Item, wanted: readonly string[]): boolean {
	if (wanted.length === 0) return true;
	const tags = Array.isArray(item['tags']) ? item['tags'] : [];
	return wanted.every((tag) => tags.includes(tag));
}

function equals(item: Item, where: Readonly<Record<string, string>>): boolean {
	return Object.entries(where).every(([name, value]) => item[name] === value);
}

function sortItems(items: readonly Item[], sort: readonly string[], locale: string): Item[] {
	const collator = new Intl.Collator(locale, { numeric: true });
	const keys = sort.map((key) =>
		key.startsWith('-') ? { name: key.slice(1), sign: -1 } : { name: key, sign: 1 },
	);

	return [...items].sort((a, b) => {
		for (const { name, sign } of keys) {
			const order = compareValues(a[name], b[name], sign, collator);
			if (order !== 0) return order;
		}
		return String(a['slug']).localeCompare(String(b['slug']), 'en');
	});
}

function compareValues(a: unknown, b: unknown, sign: number, collator: Intl.Collator): number {
	const aMissing = a === null || a === undefined;
	const bMissing = b === null || b === undefined;
	if (aMissing || bMissing) return Number(aMissing) - Number(bMissing);
	if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
	return sign * collator.compare(String(a), String(b));
}
