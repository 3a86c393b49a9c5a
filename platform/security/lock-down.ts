import { machine } from '../access/caller.ts';
import type { HostContext } from '../host-context.ts';
import { cancel } from '../jobs/ledger/intervene.ts';
import { table as jobsTable } from '../jobs/ledger/run.ts';
import { changeMaintenance } from '../maintenance/switch.ts';
import { revokeSessions } from './sessions.ts';

export interface LockdownOptions {
	/** Delete the static tokens of all users. */
	readonly staticTokens: boolean;
	/** Cancel every job that waits or runs; each can be retried later. */
	readonly stopJobs: boolean;
	/** Close the app to everybody and pause jobs, until somebody ends it. */
	readonly maintenance: boolean;
}

export interface LockdownOutcome {
	readonly sessions: number;
	readonly users: number;
	readonly static_tokens: number;
	readonly jobs: number;
	readonly maintenance: boolean;
}

/** What comes first when somebody may have got in. Everything of it can be done again without harm. */
export async function lockDown(
	context: HostContext,
	{ staticTokens, stopJobs, maintenance }: LockdownOptions,
): Promise<LockdownOutcome> {
	const { database: knex, services, getSchema } = context;
	if (maintenance) await changeMaintenance(context, { on: true }, machine);
	const revoked = await revokeSessions(knex, { user: null });
	const deleted = staticTokens
		? await knex('directus_users').whereNotNull('token').update({ token: null })
		: 0;
	const jobs = stopJobs ? await cancelAll(context) : 0;
	// Directus keeps what a token may do in a cache.
	const accountability = { admin: true, app: true, user: null, role: null, roles: [], ip: null } as never;
	const utils = new services.UtilsService({ schema: await getSchema(), knex, accountability });
	await utils.clearCache({ system: true });
	return { ...revoked, static_tokens: deleted, jobs, maintenance };
}

async function cancelAll({ database: knex }: HostContext): Promise<number> {
	const runs: { id: string }[] = await knex(jobsTable).whereIn('status', ['queued', 'running']).select('id');
	let cancelled = 0;
	for (const { id } of runs) if (await cancel(knex, id)) cancelled += 1;
	return cancelled;
}
