import { z } from 'zod';
import { reportSchema } from '../../domain/operations/doctor/contract.ts';
import type { OperatorRoute } from '../http/operator-route.ts';

export const doctorPath = '/doctor';
export const verifyPath = '/verify';
export const checksPath = '/checks';

const runs = {
	method: 'get' as const,
	body: null,
	answer: z.object({ data: reportSchema }),
	errors: { 403: ['FORBIDDEN'] },
};

export const checkRoutes: readonly OperatorRoute[] = [
	{
		...runs,
		path: `/ops${doctorPath}`,
		summary: 'Look at configuration, host, database and licence now; 20 s at most',
	},
	{
		...runs,
		path: `/ops${verifyPath}`,
		summary: 'Check now that the installation is as declared and does what it should; 20 s at most',
	},
	{
		...runs,
		path: `/ops${checksPath}`,
		summary: 'The last reports of both; null for one that was never run',
		answer: z.object({
			data: z.object({ doctor: reportSchema.nullable(), verify: reportSchema.nullable() }),
		}),
	},
];
