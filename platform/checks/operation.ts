import { checkNames, type CheckName, type Report } from '../../domain/operations/doctor/contract.ts';
import { callerOfFlow, machine } from '../access/caller.ts';
import { refuseFilters, type FlowContext } from '../flows/flow-context.ts';
import type { HostContext } from '../host-context.ts';
import { ApiError, forbidden, invalidPayload } from '../http/errors.ts';
import { runCheck } from './run-check.ts';

export interface VerifyOptions {
	readonly which?: string | null;
	/** Whether errors end the flow’s step as failed. */
	readonly fail?: boolean | null;
}

/** What the next step of the flow gets. */
export type CheckedInFlow = Readonly<Partial<Record<CheckName, Report>>> & { readonly errors: number };

/**
 * Runs doctor, verify or both as a step of a flow.
 *
 * @throws {ApiError} 403 FORBIDDEN to whoever is no administrator; 400 INVALID_FLOW for a filter; 400 INVALID_PAYLOAD
 * for another `which`; 500 CHECK_FAILED when there are errors and `fail` is set
 */
export async function checkInFlow(
	context: HostContext,
	{ which, fail }: VerifyOptions,
	{ accountability, flow }: FlowContext,
): Promise<CheckedInFlow> {
	const caller = callerOfFlow(accountability);
	if (caller !== machine && caller.accountability?.admin !== true) throw forbidden();
	refuseFilters(flow);

	const reports: Partial<Record<CheckName, Report>> = {};
	for (const check of wantedChecks(which || 'both')) reports[check] = await runCheck(context, check);
	const errors = Object.values(reports).reduce((sum, report) => sum + report.errors, 0);
	if (fail && errors > 0) throw failed(Object.values(reports), errors);
	return { ...reports, errors };
}

function wantedChecks(which: string): readonly CheckName[] {
	if (which === 'both') return checkNames;
	const check = checkNames.find((name) => name === which);
	if (!check) throw invalidPayload('which', 'must be doctor, verify or both.');
	return [check];
}

function failed(reports: readonly Report[], errors: number): ApiError {
	const ids = reports
		.flatMap(({ findings }) => findings)
		.filter(({ severity }) => severity === 'error')
		.map(({ id }) => id);
	return new ApiError(500, 'CHECK_FAILED', `${errors} errors were found: ${ids.join(', ')}.`, {
		findings: ids,
	});
}
