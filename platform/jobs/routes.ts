import type { OperatorRoute } from '../http/operator-route.ts';
import { jobAnswer, jobDefinitionsAnswer, jobListAnswer, jobListQuery, jobRequestSchema } from './schemas.ts';

/** Where Directus mounts the endpoint of that name. */
const opsBase = '/ops';
export const jobsPath = '/jobs';
export const definitionsPath = `${jobsPath}/definitions`;

const ofOneJob = {
	body: null,
	answer: jobAnswer,
	errors: { 403: ['FORBIDDEN'], 404: ['JOB_NOT_FOUND'] },
};

/** Background jobs, for administrators. */
export const jobRoutes: readonly OperatorRoute[] = [
	{
		method: 'post',
		path: opsBase + jobsPath,
		summary: 'Start a background job, or find the one of that name and slot',
		body: jobRequestSchema,
		answer: jobAnswer,
		accepted: 'It was waited for, and has not ended yet',
		errors: { 400: ['INVALID_PAYLOAD'], 403: ['FORBIDDEN'] },
	},
	{
		method: 'get',
		path: opsBase + jobsPath,
		summary: 'Background jobs, the newest first',
		body: null,
		query: jobListQuery,
		answer: jobListAnswer,
		errors: { 400: ['INVALID_QUERY'], 403: ['FORBIDDEN'] },
	},
	{
		method: 'get',
		path: opsBase + definitionsPath,
		summary: 'Every kind of background job: what it takes, when it runs by itself, and how its runs stand',
		body: null,
		answer: jobDefinitionsAnswer,
		errors: { 403: ['FORBIDDEN'] },
	},
	{
		...ofOneJob,
		method: 'get',
		path: `${opsBase}${jobsPath}/:id`,
		summary: 'One background job: how far it is, and with what result',
	},
	{
		...ofOneJob,
		method: 'post',
		path: `${opsBase}${jobsPath}/:id/retry`,
		summary: 'Have a job that was given up or cancelled go on where it was',
		errors: { ...ofOneJob.errors, 409: ['JOB_STATUS'] },
	},
	{
		...ofOneJob,
		method: 'post',
		path: `${opsBase}${jobsPath}/:id/cancel`,
		summary: 'End a job that waits or runs',
		errors: { ...ofOneJob.errors, 409: ['JOB_STATUS'] },
	},
];
