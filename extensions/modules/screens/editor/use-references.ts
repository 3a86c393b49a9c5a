import { reactive } from 'vue';
import type { ReferenceCollection } from '../../../../domain/screens/catalogue.ts';
import type { Reference, ScreensApi } from '../api.ts';

/** Published rows that a screen may name, with what is known of those it names already. */
export function useReferences(api: ScreensApi) {
	/** By collection and slug; null for one that is not there. */
	const known = reactive(new Map<string, Reference | null>());
	const asked = new Set<string>();
	const keyOf = (collection: ReferenceCollection, slug: string) => `${collection}/${slug}`;

	async function search(
		collection: ReferenceCollection,
		words: string,
		signal?: AbortSignal,
	): Promise<Reference[]> {
		const found = await api.references(collection, words, signal);
		for (const reference of found) known.set(keyOf(collection, reference.slug), reference);
		return found;
	}

	/** The row if it is known, null if there is none, undefined as long as nobody knows; asks for it once. */
	function find(collection: ReferenceCollection, slug: string): Reference | null | undefined {
		const key = keyOf(collection, slug);
		if (slug !== '' && !known.has(key) && !asked.has(key)) {
			asked.add(key);
			search(collection, slug).then(
				() => known.has(key) || known.set(key, null),
				// Unknown is not the same as missing: it is asked again when the field is shown again.
				() => asked.delete(key),
			);
		}
		return known.get(key);
	}

	return { search, find };
}
