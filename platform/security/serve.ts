import type { Accountability } from '@directus/types';
import type { Request, Router } from 'express';
import type { Knex } from 'knex';
import { forAdministrators } from '../access/admit.ts';
import type { HostContext } from '../host-context.ts';
import { parseBody } from '../http/body.ts';
import { invalidPayload } from '../http/errors.ts';
import { recordSecurityAction } from './audit.ts';
import { revokePath, revokeRequest, securityPath } from './routes.ts';
import { revokeSessions } from './sessions.ts';
import { readSecuritySummary } from './summary.ts';

/** `/ops/security`, for administrators. */
export function mountSecurity(router: Router, context: HostContext): void {
	router.get(
		securityPath,
		forAdministrators(async (_request, response) => {
			response.json({ data: await readSecuritySummary(context, Date.now()) });
		}),
	);
	router.post(
		revokePath,
		forAdministrators(async (request, response, caller) => {
			const { user = null, all, keep_own, confirm } = parseBody(revokeRequest, request);
			if ((user === null) === (all === undefined))
				throw invalidPayload('user', 'or "all" must be given, and not both.');
			await checkConfirmation(context.database, confirm);
			const except = keep_own ? ownSession(request) : null;
			const data = await revokeSessions(context.database, { user, except });
			await recordSecurityAction(context, caller, `revoke-sessions:${user ?? 'all'}`, { ...data, keep_own });
			response.json({ data });
		}),
	);
}

const ownSession = (request: Request): string | null =>
	(request as Request & { accountability?: Accountability | null }).accountability?.session ?? null;

/** @throws {ApiError} 400 INVALID_PAYLOAD */
async function checkConfirmation(knex: Knex, typed: string): Promise<void> {
	const settings: { project_name: string | null } | undefined =
		await knex('directus_settings').first('project_name');
	const accepted = ['revoke', settings?.project_name].map((text) => text?.trim().toLowerCase());
	if (!accepted.includes(typed.trim().toLowerCase()))
		throw invalidPayload('confirm', 'must be "revoke" or the project’s name.');
}
