import type { Collection } from '../model/collection.ts';
import { collectionList } from '../collections/index.ts';

/** The list of a collection as Directus keeps it for everybody who has not arranged their own. */
export interface PresetDescriptor {
	readonly collection: string;
	readonly bookmark: null;
	readonly user: null;
	readonly role: null;
	readonly layout: 'tabular';
	readonly layout_query: { readonly tabular: { readonly fields: string[]; readonly sort: string[] } };
	readonly layout_options: { readonly tabular: { readonly widths: Record<string, number> } };
}

export function listPresets(): PresetDescriptor[] {
	return collectionList.flatMap((collection) => describePreset(collection) ?? []);
}

function describePreset({ name, list }: Collection): PresetDescriptor | null {
	if (!list) return null;
	return {
		collection: name,
		bookmark: null,
		user: null,
		role: null,
		layout: 'tabular',
		layout_query: { tabular: { fields: Object.keys(list.columns), sort: [list.sort] } },
		layout_options: { tabular: { widths: { ...list.columns } } },
	};
}
