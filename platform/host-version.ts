import { importHostModule } from './host-module.ts';

/** Of the Directus that runs; null when it does not tell. */
export async function directusVersion(): Promise<string | null> {
	const module = await importHostModule<{ version?: string }>('directus/version').catch(() => null);
	return module?.version ?? null;
}
