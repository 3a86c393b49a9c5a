import { type Ref, shallowRef } from 'vue';
import type { KnownType } from '../../../../domain/screens/preview/choose-rendering.ts';
import { useScreensApi } from '../api.ts';

/** The published types of the catalogue; null until they are known, and when they cannot be had. */
export function useCatalogue(): Ref<ReadonlyMap<string, KnownType> | null> {
	const api = useScreensApi();
	const catalogue = shallowRef<ReadonlyMap<string, KnownType> | null>(null);

	api.catalogue().then(
		(types) => {
			const published = types.filter(({ status }) => status === 'published');
			catalogue.value = new Map(published.map((type) => [type.type, type]));
		},
		// The phone is still worth seeing: it shows every type as itself.
		() => {},
	);
	return catalogue;
}
