import { z } from 'zod';
import { checkNames } from '../../../domain/operations/doctor/contract.ts';
import { keySlot } from '../../../domain/jobs/slot.ts';
import { runCheck } from '../../checks/run-check.ts';
import type { HostContext } from '../../host-context.ts';
import { defineJob, type Job, type JsonObject } from '../job.ts';

export const verifyInstallationJob = 'verify-installation';

const payload = z.strictObject({});

/** Runs doctor and verify, so that in the morning somebody knows what the night has changed. */
export const verifyInstallation = (context: HostContext): Job =>
	defineJob<z.infer<typeof payload>, JsonObject, JsonObject>({
		name: verifyInstallationJob,
		summary: 'Runs doctor and verify and keeps their reports',
		payload,
		slot: () => keySlot('now'),
		schedule: {
			every: 'day',
			at: { hour: 4, minute: 10 },
			timeZone: 'UTC',
			makeUp: 1,
			payload: () => ({}),
		},
		prepare: async () => {
			const counts: JsonObject = {};
			for (const check of checkNames) {
				const { errors, warnings } = await runCheck(context, check);
				counts[check] = { errors, warnings };
			}
			return counts;
		},
		step: async ({ prepared }) => ({ result: prepared, done: checkNames.length }),
	});
