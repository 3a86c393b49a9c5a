import { z } from 'zod';
import type { HostContext } from '../../host-context.ts';
import { publishScheduled } from '../../screens/studio/publish-scheduled.ts';
import { defineJob, type Job, type JsonObject } from '../job.ts';

const payload = z.strictObject({
	publication: z.uuid().describe('Which, as /ops/screens/scheduled lists them'),
});

/**
 * Publishes drafts whose time has come. Publishing has a transaction of its own, which takes the drafts away: a second
 * try finds none and does nothing.
 */
export const publishScreens = (context: HostContext): Job =>
	defineJob<z.infer<typeof payload>, JsonObject, JsonObject>({
		name: 'publish-screens',
		summary: 'Publishes screens at the time that was set for them',
		payload,
		prepare: async ({ payload: { publication } }) => publishScheduled(context, publication),
		step: async ({ prepared }) => ({ result: prepared, done: 1 }),
	});
