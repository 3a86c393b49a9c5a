import { z } from 'zod';
import { tickRequest, todaySchema } from '../../../domain/operations/today/contract.ts';
import type { OperatorRoute } from '../../http/operator-route.ts';

/** Where Directus mounts the endpoint of that name. */
const opsBase = '/ops';
export const todayPath = '/today';

const answer = z.object({ data: todaySchema });

/** The list of what operators look at every day, week, month and quarter; for administrators. */
export const todayRoutes: readonly OperatorRoute[] = [
	{
		method: 'get',
		path: opsBase + todayPath,
		summary: 'What to look at today: what the machine finds, and who has looked at the rest',
		body: null,
		answer,
		errors: { 403: ['FORBIDDEN'] },
	},
	{
		method: 'post',
		path: `${opsBase}${todayPath}/:check`,
		summary: 'Note that you have looked at something that the machine cannot judge',
		body: tickRequest,
		answer,
		errors: {
			400: ['INVALID_PAYLOAD'],
			403: ['FORBIDDEN'],
			404: ['CHECK_NOT_FOUND'],
			409: ['CHECK_JUDGED', 'CHECK_TICKED'],
		},
	},
	{
		method: 'delete',
		path: `${opsBase}${todayPath}/:check`,
		summary: 'Take back what you noted in the present period',
		body: null,
		answer,
		errors: { 403: ['FORBIDDEN'], 404: ['CHECK_NOT_FOUND'], 409: ['NOT_TICKED_BY_YOU'] },
	},
];
