import { recordActivity } from '../access/record-activity.ts';
import type { Caller } from '../access/caller.ts';
import type { HostContext } from '../host-context.ts';
import type { PurgeReceipt } from './schemas.ts';

/** No collection of that name exists; the Studio shows the name. */
const collection = 'bebetter_cache';

const longestItem = 255;

/** Leaves a row in Directus's activity log, with the receipt as its revision: who had what purged. */
export function recordPurge(context: HostContext, caller: Caller, receipt: PurgeReceipt): Promise<void> {
	const item = (receipt.all ? 'all' : receipt.tags.join(' ')).slice(0, longestItem);
	return recordActivity(context, caller, { collection, item }, receipt);
}
