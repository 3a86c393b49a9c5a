import { z } from 'zod';
import { maintenanceChangeSchema, maintenanceSchema } from '../../domain/operations/maintenance/contract.ts';
import type { OperatorRoute } from '../http/operator-route.ts';

export const maintenancePath = '/maintenance';
const answer = z.object({ data: maintenanceSchema });

export const maintenanceRoutes: readonly OperatorRoute[] = [
	{
		method: 'get',
		path: `/ops${maintenancePath}`,
		summary: 'Whether maintenance is on: phones are told to come back, jobs pause',
		body: null,
		answer,
		errors: { 403: ['FORBIDDEN'] },
	},
	{
		method: 'put',
		path: `/ops${maintenancePath}`,
		summary: 'Switch maintenance on or off, with an end and words of one’s own',
		body: maintenanceChangeSchema,
		answer,
		errors: { 400: ['INVALID_PAYLOAD'], 403: ['FORBIDDEN'] },
	},
];
