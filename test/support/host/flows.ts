import { nightlyHousekeeping } from '../../../schema/flows/housekeeping.ts';
import type { Host } from './types.ts';

/** Directus 12 without a licence allows five active flows, and five are ours: makes room for one of a test's own. */
export async function makeRoomForFlow(host: Host): Promise<void> {
	await host.admin('PATCH', `/flows/${nightlyHousekeeping.id}`, { status: 'inactive' });
}
