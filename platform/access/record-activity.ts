import type { HostContext } from '../host-context.ts';
import type { Caller } from './caller.ts';

/** What was done, as Directus's activity log tells it. */
export interface Deed {
	/** No collection of that name need exist: the Studio shows the name. */
	readonly collection: string;
	readonly item: string;
}

/**
 * Leaves a row in Directus's activity log. The log has no actions but its own, and no column for a remark any more.
 *
 * @param outcome becomes the row's revision
 */
export async function recordActivity(
	{ services, database, getSchema }: HostContext,
	{ user, ip, userAgent, origin }: Caller,
	{ collection, item }: Deed,
	outcome?: object,
): Promise<void> {
	const options = { schema: await getSchema(), knex: database };
	const row = { collection, item };
	const activity = await new services.ActivityService(options).createOne({
		...row,
		action: 'update',
		user,
		ip,
		user_agent: userAgent,
		origin,
	} as never);
	if (!outcome) return;
	const revision = { ...row, activity, data: outcome, delta: outcome };
	await new services.RevisionsService(options).createOne(revision as never);
}
