/**
 * Tags name what an answer is made of, so that a change turns over exactly the answers it touches.
 *
 * - `foods:<id>`: the answer shows this item;
 * - `foods#kcal`: which items it shows, or their order, follows from this column;
 * - `foods`: everything of the collection, for people and CDNs that purge by hand.
 */
export const collectionTag = (collection: string): string => collection;
export const itemTag = (collection: string, id: string): string => `${collection}:${id}`;
export const columnTag = (collection: string, column: string): string => `${collection}#${column}`;

/** Carried in place of item tags by answers with more items than fit a header, and purged with each item. */
export const manyTag = (collection: string): string => `${collection}:many`;

/** Headers beyond some 8 kB are refused by common proxies; a tag is about 42 characters. */
export const mostItemTags = 60;

/** The item tags of a list, or the one for long lists. */
export function itemTags(collection: string, ids: readonly string[]): string[] {
	if (ids.length > mostItemTags) return [manyTag(collection)];
	return ids.map((id) => itemTag(collection, id));
}

/** The tags that go out in headers: column tags mean nothing to a CDN, which is told items and collections. */
export const publicTags = (tags: readonly string[]): string[] => tags.filter((tag) => !tag.includes('#'));
