import { bundleName } from './paths.ts';

interface ListedExtension {
	bundle: string | null;
	meta?: { enabled?: boolean };
	schema?: { name?: string } | null;
}

/**
 * Whether a running Directus has our bundle. Directus skips a folder it does not take for an extension without a word,
 * so "it started" proves nothing. The list needs the administrator's token; without one its log has to do.
 */
export async function bundleState(
	url: string,
	token: string | undefined,
	logs: string,
): Promise<'loaded' | 'disabled' | 'missing'> {
	const response = await fetch(`${url}/extensions`, { headers: { authorization: `Bearer ${token}` } });
	if (!response.ok)
		return logs.includes(bundleName) || !logs.includes('Extensions loaded') ? 'loaded' : 'missing';
	const { data } = (await response.json()) as { data: ListedExtension[] };
	const bundle = data.find((extension) => extension.bundle === null && extension.schema?.name === bundleName);
	if (!bundle) return 'missing';
	return bundle.meta?.enabled === false ? 'disabled' : 'loaded';
}
