import { whoseTargets } from '../../domain/nutrition/targets/whose-targets.ts';
import { targetsOfTrigger } from '../../domain/publishing/trigger-targets.ts';
import type { HostContext } from '../host-context.ts';
import { ApiError, forbidden } from '../http/errors.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { callerOfFlow } from '../access/caller.ts';
import { refuseFilters, type FlowContext } from '../flows/flow-context.ts';
import { requestRecompute, type RecomputeReceipt } from './request-recompute.ts';

/** What an administrator chooses in the flow. */
export interface RecomputeTargetsOptions {
	/** Everybody, whatever the trigger says. */
	readonly all?: boolean | null;
}

/**
 * Has the targets computed that the flow's trigger makes outdated. Saving a profile sets it off for whoever saved
 * it; where a person or a webhook sets it off, only people who work in the Studio may.
 *
 * @throws {ApiError} 403 FORBIDDEN; 400 INVALID_FLOW for a filter, and when the trigger names nobody
 */
export async function recomputeInFlow(
	jobs: Jobs,
	{ database }: HostContext,
	{ all }: RecomputeTargetsOptions,
	{ accountability, data, flow }: FlowContext,
): Promise<RecomputeReceipt> {
	if (flow?.trigger !== 'event' && !callerOfFlow(accountability).worksHere) throw forbidden();
	refuseFilters(flow);
	const whose = all ? 'everybody' : whoseTargets(targetsOfTrigger(data['$trigger']));
	if (whose === null)
		throw new ApiError(
			400,
			'INVALID_FLOW',
			'The trigger names neither profiles nor goals: let the flow begin with one of them, or choose "Everybody".',
		);
	return requestRecompute(jobs, database, whose);
}
