import type { Router } from 'express';
import { tickRequest } from '../../../domain/operations/today/contract.ts';
import { forAdministrators } from '../../access/admit.ts';
import type { HostContext } from '../../host-context.ts';
import { parseBody } from '../../http/body.ts';
import { todayPath } from './routes.ts';
import { tick, untick } from './tick.ts';
import { readToday } from './today.ts';

/** `/ops/today`, for administrators. Every answer is the whole list as it then is. */
export function mountToday(router: Router, context: HostContext): void {
	router.get(
		todayPath,
		forAdministrators(async (_request, response, { user }) => {
			response.json({ data: await readToday(context, user) });
		}),
	);
	router.post(
		`${todayPath}/:check`,
		forAdministrators(async (request, response, { user }) => {
			const { note } = parseBody(tickRequest, request);
			await tick(context, String(request.params['check']), { user, note: note || null });
			response.json({ data: await readToday(context, user) });
		}),
	);
	router.delete(
		`${todayPath}/:check`,
		forAdministrators(async (request, response, { user }) => {
			await untick(context, String(request.params['check']), user);
			response.json({ data: await readToday(context, user) });
		}),
	);
}
