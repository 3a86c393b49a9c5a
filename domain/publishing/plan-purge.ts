import { collectionTag, columnTag, itemTag, manyTag } from './tags.ts';

/** A committed change of something that is, or was, served. */
export interface Change {
	readonly collection: string;
	/** null when it cannot be told which items changed. */
	readonly item: string | null;
	/** The columns that differ; null when the item appeared, vanished, or it cannot be told. */
	readonly columns: readonly string[] | null;
}

export interface PurgePlan {
	/** Answers that carry one of these tags are to be rebuilt. */
	readonly tags: readonly string[];
	/** Collections all of whose answers are to be rebuilt. */
	readonly collections: readonly string[];
}

/**
 * Which answers a batch of changes affects. An item that appears or vanishes may enter or leave any list of its
 * collection; one that changes affects the answers that show it and the lists that depend on what changed in it.
 */
export function planPurge(changes: readonly Change[]): PurgePlan {
	const tags = new Set<string>();
	const collections = new Set<string>();

	for (const { collection, item, columns } of changes) {
		if (item === null || columns === null) collections.add(collection);
		// Recipes show the foods they are made of; when nobody knows which foods changed, any recipe may have.
		if (item === null && collection === 'foods') collections.add('recipes');
		if (item !== null) {
			tags.add(itemTag(collection, item));
			tags.add(manyTag(collection));
		}
		for (const column of columns ?? []) tags.add(columnTag(collection, column));
	}

	for (const collection of collections) tags.add(collectionTag(collection));
	return { tags: [...tags], collections: [...collections] };
}
