import type { Caller } from '../access/caller.ts';
import { recordActivity } from '../access/record-activity.ts';
import type { HostContext } from '../host-context.ts';

/** No collection of that name exists; the Studio shows the name. */
const collection = 'bebetter_security';

/** Leaves a row in Directus's activity log, with what was done as its revision. */
export const recordSecurityAction = (
	context: HostContext,
	caller: Caller,
	item: string,
	outcome: Readonly<Record<string, unknown>>,
): Promise<void> => recordActivity(context, caller, { collection, item }, outcome);
