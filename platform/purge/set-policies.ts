import type { HostContext } from '../host-context.ts';
import { resources } from '../content/resources.ts';
import { readSettings } from '../screens/read-settings.ts';
import type { Caller } from '../access/caller.ts';
import type { PurgePlan } from './plan.ts';

/** Collections that answers are about; the others only take part in them. */
const served = [...resources.map(({ collection }) => collection.name), 'sdui_screens'];

/**
 * Sets the `Cache-Control` of what a plan purges, in the settings where an administrator would. The caller needs
 * the permission to change those. Nothing is written when it is so already.
 */
export async function setPolicies(
	{ services, database, getSchema }: HostContext,
	{ accountability }: Caller,
	plan: PurgePlan,
	policy: string,
): Promise<void> {
	const changed = plan === null ? served : [...new Set(plan.map(({ collection }) => collection))];
	const current = (await readSettings(database)).cache_policy ?? {};
	const wanted = { ...current };
	for (const collection of changed) if (served.includes(collection)) wanted[collection] = policy;
	if (Object.entries(wanted).every(([name, value]) => current[name] === value)) return;

	const service = new services.ItemsService('app_settings', {
		schema: await getSchema(),
		knex: database,
		accountability,
	});
	await service.upsertSingleton({ cache_policy: wanted });
}
