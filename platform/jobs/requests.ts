import type { z } from 'zod';
import { namedSlot } from '../../domain/jobs/slot.ts';
import { nearestName } from '../../domain/text/nearest.ts';
import { invalidPayload, invalidQuery } from '../http/errors.ts';
import { parseQuery } from '../http/query.ts';
import type { Job } from './job.ts';
import { decodePosition, type ListOptions } from './ledger/list.ts';
import type { OrderOptions } from './order.ts';
import { jobListQuery, jobRequestSchema } from './schemas.ts';

/** What a request asks for, checked against the job it names. */
export interface Wanted {
	readonly name: string;
	readonly options: OrderOptions;
	readonly wait: boolean;
}

/** @throws {ApiError} 400 INVALID_PAYLOAD that names the field */
export function readJobRequest(body: unknown, jobs: readonly Job[]): Wanted {
	const request = read(jobRequestSchema, body ?? {}, []);
	const job = jobs.find(({ name }) => name === request.name) ?? refuseName(request.name, jobs);
	read(job.payload, request.payload, ['payload']);
	const slot = request.slot === undefined ? {} : { slot: namedSlot(request.slot) };
	return { name: job.name, options: { payload: request.payload, ...slot }, wait: request.wait };
}

/** @throws {ApiError} 400 INVALID_QUERY that names the parameter */
export function readListQuery(address: string): ListOptions {
	const { cursor, ...filters } = parseQuery(jobListQuery, address);
	if (cursor === undefined) return filters;
	const after = decodePosition(cursor);
	if (!after) throw invalidQuery('cursor', 'is none: take it from the answer with the page before.');
	return { ...filters, after };
}

function read<T>(schema: z.ZodType<T>, value: unknown, at: readonly string[]): T {
	const parsed = schema.safeParse(value);
	if (parsed.success) return parsed.data;
	const issue = parsed.error.issues[0]!;
	const unknown = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
	const field = [...at, ...issue.path, ...(unknown === undefined ? [] : [unknown])].join('.') || 'body';
	throw invalidPayload(field, unknown === undefined ? `${issue.message}.` : 'is not known.');
}

function refuseName(name: string, jobs: readonly Job[]): never {
	const names = jobs.map((job) => job.name);
	const nearest = nearestName(name, names);
	const suggestion = nearest ? `Did you mean "${nearest}"? ` : '';
	throw invalidPayload('name', `names no job. ${suggestion}Known are: ${names.join(', ')}.`);
}
