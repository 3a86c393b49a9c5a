import type { HostContext } from '../host-context.ts';
import type { Caller } from '../access/caller.ts';
import type { PurgeReceipt } from './schemas.ts';

/** No collection of that name exists; the Studio shows the name. */
export const activityCollection = 'bebetter_cache';

const longestItem = 255;

/**
 * Leaves a row in Directus's activity log, with the receipt as its revision: who had what purged. The log has no
 * action of that name, and no column for a remark any more.
 */
export async function recordActivity(
	{ services, database, getSchema }: HostContext,
	caller: Caller,
	receipt: PurgeReceipt,
): Promise<void> {
	const options = { schema: await getSchema(), knex: database };
	const item = (receipt.all ? 'all' : receipt.tags.join(' ')).slice(0, longestItem);
	const row = { collection: activityCollection, item };

	const activity = await new services.ActivityService(options).createOne({
		...row,
		action: 'update',
		user: caller.user,
		ip: caller.ip,
		user_agent: caller.userAgent,
		origin: caller.origin,
	} as never);
	await new services.RevisionsService(options).createOne({ ...row, activity, data: receipt, delta: receipt });
}
