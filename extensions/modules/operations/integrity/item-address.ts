/** Directus's own items have pages of their own. */
const ownPages: Readonly<Record<string, string>> = {
	directus_users: '/users',
	directus_files: '/files',
	directus_flows: '/settings/flows',
	directus_roles: '/settings/roles',
	directus_policies: '/settings/policies',
};

/** Other tables of Directus, and tables of ours that are no collections. */
const tablesOnly = ['directus_', 'bebetter_'];

/** Where the Studio shows an item; null where it has no page for it. */
export function itemAddress(collection: string, id: string): string | null {
	const page = ownPages[collection];
	if (page) return `${page}/${encodeURIComponent(id)}`;
	return tablesOnly.some((prefix) => collection.startsWith(prefix))
		? null
		: `/content/${collection}/${encodeURIComponent(id)}`;
}
