import type { Knex } from 'knex';
import type { JobStatus } from '../../../domain/jobs/status.ts';
import { now } from './clock.ts';

/** Nobody works on it. */
export const atRest = { owner: null, lease_until: null } as const;

/** It has come to an end. */
export const ended = (knex: Knex, status: JobStatus) => ({
	...atRest,
	status,
	next_payload: null,
	finished_at: now(knex),
});

/** It begins anew, because somebody asked for it while it ran. */
export const begunAgain = (knex: Knex) => ({
	...atRest,
	status: 'queued' satisfies JobStatus,
	payload: knex.raw('next_payload'),
	next_payload: null,
	run_at: now(knex),
	attempt: 0,
	crashes: 0,
	cursor: null,
	progress: 0,
	total: null,
	error: null,
	started_at: null,
});

/** It came to its end, unless somebody asked for it meanwhile. */
export const endedUnlessAsked = (
	knex: Knex,
	{ next_payload }: { next_payload: unknown },
	status: JobStatus,
) => (next_payload === null ? ended(knex, status) : begunAgain(knex));
