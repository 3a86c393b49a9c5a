import { z } from 'zod';
import {
	detailedHealthAnswer,
	healthAnswer,
	historyAnswer,
	historyQuery,
} from '../../domain/operations/health/contract.ts';
import { metricsQuery } from '../../domain/operations/metrics/contract.ts';
import { performanceAnswer } from '../../domain/operations/performance/contract.ts';
import type { OperatorRoute } from '../http/operator-route.ts';

/** Where Directus mounts the endpoint of that name. */
export const opsBase = '/ops';
export const healthPath = '/health';
export const livePath = '/health/live';
export const readyPath = '/health/ready';
export const detailedPath = '/health/detailed';
export const historyPath = '/health/history';
export const metricsPath = '/metrics';
export const performancePath = '/performance';

const read = { method: 'get', body: null } as const;
const open = { ...read, isOpen: true, answer: healthAnswer, errors: {} } as const;
const forOperators = { ...read, errors: { 403: ['FORBIDDEN'] } } as const;

/** Health for everybody; metrics and performance for administrators and tokens of BEBETTER_OPS_TOKENS. */
export const telemetryRoutes: readonly OperatorRoute[] = [
	{
		...open,
		path: opsBase + healthPath,
		summary: 'Whether the database answers, for everybody',
		unavailable: 'It did not answer within 2 s',
	},
	{
		...open,
		path: opsBase + livePath,
		summary: 'Whether the process answers at all; looks at nothing else. For everybody',
	},
	{
		...open,
		path: opsBase + readyPath,
		summary: 'Whether requests should be sent here, for everybody',
		unavailable:
			'The database does not answer or has not the model of this release, or the process is asked to end',
	},
	{
		...forOperators,
		path: opsBase + detailedPath,
		summary: 'Every check with what it saw and its thresholds; also with a token of BEBETTER_OPS_TOKENS',
		answer: detailedHealthAnswer,
	},
	{
		...read,
		path: opsBase + historyPath,
		summary: 'Requests, errors, latency and availability over time, of all instances',
		query: historyQuery,
		answer: historyAnswer,
		errors: { 400: ['INVALID_QUERY'], 403: ['FORBIDDEN'] },
	},
	{
		...forOperators,
		path: opsBase + metricsPath,
		summary: 'Metrics for Prometheus; also with a token of BEBETTER_OPS_TOKENS',
		query: metricsQuery,
		errors: { 400: ['INVALID_QUERY'], 403: ['FORBIDDEN'], 503: ['SERVICE_UNAVAILABLE'] },
		answer: z.string(),
		media: ['text/plain'],
	},
	{
		...forOperators,
		path: opsBase + performancePath,
		summary: 'Slow requests and statements by their shape; also with a token of BEBETTER_OPS_TOKENS',
		answer: performanceAnswer,
	},
];
