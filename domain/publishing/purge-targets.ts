import type { Change } from './plan-purge.ts';

/** An answer that somebody wants purged by its address. */
export interface PurgedAnswer {
	readonly collection: string;
	readonly tags: readonly string[];
}

/** As many letters as the change log keeps of an item's id. */
const itemId = /^[\w-]{1,64}$/;

/** Everything of a collection. */
export const changeOfCollection = (collection: string): Change => ({ collection, item: null, columns: null });

/** One item, and the lists too long to name theirs; its collection's other answers stay. */
export const changeOfItem = (collection: string, item: string): Change => ({ collection, item, columns: [] });

/**
 * The change that purging a tag stands for: `foods` is everything of that collection, `foods:<id>` one item.
 *
 * @returns null when the tag names no collection that is served
 */
export function changeOfTag(tag: string, collections: readonly string[]): Change | null {
	const colon = tag.indexOf(':');
	const collection = colon < 0 ? tag : tag.slice(0, colon);
	if (!collections.includes(collection)) return null;
	if (colon < 0) return changeOfCollection(collection);

	const item = tag.slice(colon + 1);
	return itemId.test(item) ? changeOfItem(collection, item) : null;
}

/**
 * The changes that purging one answer stands for: the items it shows, so that no other answer goes on with what
 * was wrong in this one; its collection where it shows none. An answer made of no content has none.
 */
export function changesOfAnswer(
	{ collection, tags }: PurgedAnswer,
	collections: readonly string[],
): readonly Change[] {
	const own = tags.filter((tag) => tag === collection || tag.startsWith(`${collection}:`));
	const items = own.filter((tag) => tag !== collection);
	return (items.length > 0 ? items : own).flatMap((tag) => changeOfTag(tag, collections) ?? []);
}

/** The changes without repetitions, and without items of a collection that is purged as a whole. */
export function mergeChanges(changes: readonly Change[]): Change[] {
	const whole = new Set(changes.flatMap(({ collection, item }) => (item === null ? [collection] : [])));
	const merged = new Map(
		changes
			.filter(({ collection, item }) => item === null || !whole.has(collection))
			.map((change) => [`${change.collection}:${change.item ?? ''}`, change]),
	);
	return [...merged.values()];
}
