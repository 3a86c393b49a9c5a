import type { Maintenance, MaintenanceChange } from '../../domain/operations/maintenance/contract.ts';
import {
	isUnderMaintenance,
	noMaintenance,
	type MaintenanceState,
} from '../../domain/operations/maintenance/state.ts';
import type { Caller } from '../access/caller.ts';
import { recordActivity } from '../access/record-activity.ts';
import type { HostContext } from '../host-context.ts';
import { invalidPayload } from '../http/errors.ts';
import { readAuthors } from '../screens/studio/authors.ts';
import { readMaintenance, writeMaintenance } from './store.ts';
import { maintenanceOf } from './watch.ts';

/** As it is now; one whose end has passed is off. */
export async function currentMaintenance({ database }: HostContext, now = Date.now()): Promise<Maintenance> {
	const stored = await readMaintenance(database);
	const state = isUnderMaintenance(stored, now) ? stored : noMaintenance;
	const authors = await readAuthors(database, [state.by]);
	return {
		on: state.isOn,
		since: timeOf(state.since),
		until: timeOf(state.until),
		by: authors(state.by),
		message: state.message,
	};
}

const timeOf = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

/**
 * Switches maintenance on or off, here at once and everywhere within a second. Switched on again it keeps its
 * beginning and takes the new words and end.
 *
 * @throws {ApiError} 400 INVALID_PAYLOAD for an end that has passed
 */
export async function changeMaintenance(
	context: HostContext,
	change: MaintenanceChange,
	caller: Caller,
	now = Date.now(),
): Promise<Maintenance> {
	const before = await readMaintenance(context.database);
	const state = change.on ? switchedOn(change, before, caller, now) : noMaintenance;
	await writeMaintenance(context.database, state);
	maintenanceOf(context).take(state);
	await recordSwitch(context, caller, state);
	return currentMaintenance(context, now);
}

function switchedOn(
	{ until, message }: MaintenanceChange,
	before: MaintenanceState,
	{ user }: Caller,
	now: number,
): MaintenanceState {
	const end = until ? Date.parse(until) : null;
	if (end !== null && end <= now)
		throw invalidPayload('until', 'has passed already; name a time to come, or leave it out.');
	return {
		isOn: true,
		since: isUnderMaintenance(before, now) ? before.since : now,
		until: end,
		by: user,
		message: { en: message?.en || null, ar: message?.ar || null },
	};
}

/** Leaves a row in Directus's activity log: who switched it, and when. No collection of that name exists. */
async function recordSwitch(context: HostContext, caller: Caller, { isOn }: MaintenanceState): Promise<void> {
	try {
		await recordActivity(context, caller, {
			collection: 'bebetter_maintenance',
			item: isOn ? 'on' : 'off',
		});
	} catch (error) {
		context.logger.warn(error, 'BeBetter: that maintenance was switched is missing in the activity log');
	}
}
