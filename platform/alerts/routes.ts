import { z } from 'zod';
import {
	alertsSchema,
	historyQuery,
	pastAlertSchema,
	ruleChangeSchema,
	silenceRequestSchema,
	silenceSchema,
	testResultSchema,
} from '../../domain/operations/alerts/contract.ts';
import type { OperatorRoute } from '../http/operator-route.ts';

/** Where Directus mounts the endpoint of that name. */
const opsBase = '/ops';
export const alertsPath = '/alerts';

const forAll = { 403: ['FORBIDDEN'] };
const overview = z.object({ data: alertsSchema });

/** Alerts, for administrators. */
export const alertRoutes: readonly OperatorRoute[] = [
	{
		method: 'get',
		path: opsBase + alertsPath,
		summary: 'Alerts: what fires, every rule with its threshold and value, silences, channels, history',
		body: null,
		answer: overview,
		errors: forAll,
	},
	{
		method: 'get',
		path: `${opsBase}${alertsPath}/history`,
		summary: 'Alerts that fired, the newest first',
		body: null,
		query: historyQuery,
		answer: z.object({ data: z.array(pastAlertSchema) }),
		errors: { ...forAll, 400: ['INVALID_QUERY'] },
	},
	{
		method: 'put',
		path: `${opsBase}${alertsPath}/rules/:rule`,
		summary: 'Set the threshold and duration of a rule, or switch it off; what is left out is as declared',
		body: ruleChangeSchema,
		answer: overview,
		errors: { ...forAll, 400: ['INVALID_PAYLOAD'], 404: ['RULE_NOT_FOUND'] },
	},
	{
		method: 'post',
		path: `${opsBase}${alertsPath}/silences`,
		summary: 'Tell nobody of a rule, or of any, for some minutes',
		body: silenceRequestSchema,
		answer: z.object({ data: silenceSchema }),
		errors: { ...forAll, 400: ['INVALID_PAYLOAD'] },
	},
	{
		method: 'delete',
		path: `${opsBase}${alertsPath}/silences/:id`,
		summary: 'End a silence',
		body: null,
		answer: overview,
		errors: { ...forAll, 404: ['SILENCE_NOT_FOUND'] },
	},
	{
		method: 'post',
		path: `${opsBase}${alertsPath}/test`,
		summary: 'Send a test by every channel that is configured; answers what became of each',
		body: null,
		answer: z.object({ data: z.array(testResultSchema) }),
		errors: forAll,
	},
	{
		method: 'post',
		path: `${opsBase}${alertsPath}/evaluate`,
		summary: 'Look at all signals now instead of within the minute',
		body: null,
		answer: overview,
		errors: forAll,
	},
];
