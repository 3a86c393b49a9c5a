import type { Router } from 'express';
import { maintenanceChangeSchema } from '../../domain/operations/maintenance/contract.ts';
import { forAdministrators, forEditors } from '../access/admit.ts';
import type { HostContext } from '../host-context.ts';
import { parseBody } from '../http/body.ts';
import { maintenancePath } from './routes.ts';
import { changeMaintenance, currentMaintenance } from './switch.ts';

/** `/ops/maintenance`: whether it is on, for everybody who works here; the switch, for administrators. */
export function mountMaintenance(router: Router, context: HostContext): void {
	router.get(
		maintenancePath,
		forEditors(async (_request, response) => {
			response.json({ data: await currentMaintenance(context) });
		}),
	);
	router.put(
		maintenancePath,
		forAdministrators(async (request, response, caller) => {
			const change = parseBody(maintenanceChangeSchema, request);
			response.json({ data: await changeMaintenance(context, change, caller) });
		}),
	);
}
