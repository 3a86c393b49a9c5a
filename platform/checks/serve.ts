import type { Router } from 'express';
import { forAdministrators } from '../access/admit.ts';
import type { HostContext } from '../host-context.ts';
import { readLastReports } from './last-reports.ts';
import { checksPath, doctorPath, verifyPath } from './routes.ts';
import { runCheck } from './run-check.ts';

/** `/ops/doctor`, `/ops/verify` and their last reports, for administrators. */
export function mountChecks(router: Router, context: HostContext): void {
	for (const [path, check] of [
		[doctorPath, 'doctor'],
		[verifyPath, 'verify'],
	] as const)
		router.get(
			path,
			forAdministrators(async (_request, response) => {
				response.json({ data: await runCheck(context, check) });
			}),
		);
	router.get(
		checksPath,
		forAdministrators(async (_request, response) => {
			response.json({ data: await readLastReports(context.database) });
		}),
	);
}
