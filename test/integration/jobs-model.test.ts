import fc from 'fast-check';
import type { Knex } from 'knex';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mostCrashes } from '../../domain/jobs/retry.ts';
import { keySlot, namedSlot, type Slot } from '../../domain/jobs/slot.ts';
import { isFinished, type JobStatus } from '../../domain/jobs/status.ts';
import { buryCrashed } from '../../platform/jobs/ledger/bury-crashed.ts';
import { claim } from '../../platform/jobs/ledger/claim.ts';
import { later } from '../../platform/jobs/ledger/clock.ts';
import { commitStep, handOver } from '../../platform/jobs/ledger/commit-step.ts';
import { enqueue } from '../../platform/jobs/ledger/enqueue.ts';
import { LeaseLost, renewLease } from '../../platform/jobs/ledger/held.ts';
import { cancel, retry } from '../../platform/jobs/ledger/intervene.ts';
import { recordFailure } from '../../platform/jobs/ledger/record-failure.ts';
import { readRun, type JobRun } from '../../platform/jobs/ledger/run.ts';
import { databases, openLedger, type LedgerDatabase } from '../support/jobs/ledger-database.ts';

const units = 2;
const maxAttempts = 2;
const slots: readonly Slot[] = [namedSlot('2026-11-20'), keySlot('a'), keySlot('b')];
const names = ['job'];

/** One job as it has to be. */
interface ModelJob {
	id: string;
	status: JobStatus;
	fence: number;
	/** Of the worker that holds it, while its lease runs. */
	hasExpired: boolean;
	/** Which request the run is about, and the one to come. */
	request: number;
	next: number | null;
	unit: number;
	attempt: number;
	crashes: number;
}

/** Somebody who once claimed a job and may still believe to hold it. */
interface Handle {
	slot: string;
	run: JobRun;
}

interface Model {
	jobs: Map<string, ModelJob>;
	/** How many handles there are; crashed and frozen workers keep theirs. */
	handles: Handle[];
	/** Every effect that must be there: slot, request and unit, each once. */
	effects: string[];
	requests: number;
}

type Real = Knex;
type Command = fc.AsyncCommand<Model, Real>;

const holds = (model: Model, { slot, run }: Handle): boolean => {
	const job = model.jobs.get(slot)!;
	return job.status === 'running' && job.fence === run.fence;
};

/** Counted from the newest: that is the one most likely to hold something still. */
const handleAt = ({ handles }: Model, at: number): Handle => handles.at(-1 - (at % handles.length))!;

const beginAgain = (job: ModelJob): void => {
	Object.assign(job, { status: 'queued', request: job.next, next: null, unit: 0, attempt: 0, crashes: 0 });
};

const end = (job: ModelJob, status: JobStatus): void => {
	if (job.next !== null) beginAgain(job);
	else job.status = status;
};

const command = (
	text: string,
	run: (model: Model, real: Real) => Promise<void>,
	check: (model: Readonly<Model>) => boolean = () => true,
): Command => ({
	check,
	toString: () => text,
	run: async (model, real) => {
		await run(model, real);
		await compare(model, real);
	},
});

const enqueueCommand = (index: number): Command =>
	command(`enqueue ${slots[index]!.name}`, async (model, knex) => {
		const slot = slots[index]!;
		const request = ++model.requests;
		const { run, created } = await enqueue(knex, {
			name: 'job',
			slot,
			payload: { request },
			leaseSeconds: 3_600,
			maxAttempts,
			priority: 0,
			delayMs: 0,
		});
		const job = model.jobs.get(slot.name);
		expect(created).toBe(!job);
		if (job) expect(run.id).toBe(job.id);
		const fresh = { status: 'queued', request, next: null, unit: 0, attempt: 0, crashes: 0 } as const;
		if (!job) model.jobs.set(slot.name, { id: run.id, fence: 0, hasExpired: false, ...fresh });
		else if (slot.coalesces && job.status === 'running') job.next = request;
		else if (slot.coalesces) Object.assign(job, fresh);
	});

const claimCommand = command('claim', async (model, knex) => {
	// Delays are the subject of other tests; here everything that waits is due.
	await knex('job_runs')
		.where({ status: 'queued' })
		.update({ run_at: later(knex, -1) });
	const run = await claim(knex, { names, owner: `worker ${model.handles.length}` });
	const due = [...model.jobs.values()].filter(
		({ status, hasExpired, crashes }) =>
			status === 'queued' || (status === 'running' && hasExpired && crashes < mostCrashes),
	);
	if (!run) return expect(due).toEqual([]);

	const job = model.jobs.get(run.slot)!;
	expect(due).toContain(job);
	if (job.status === 'running') job.crashes += 1;
	Object.assign(job, { status: 'running', fence: job.fence + 1, hasExpired: false });
	expect(run.fence).toBe(job.fence);
	expect(run.payload).toEqual({ request: job.request });
	expect((run.cursor as { next: number } | null)?.next ?? 0).toBe(job.unit);
	model.handles.push({ slot: run.slot, run });
});

/** What a worker does with a job, whether it still holds it or only believes so. */
function handleCommand(
	text: string,
	at: number,
	act: (knex: Knex, handle: Handle, job: ModelJob, model: Model) => Promise<unknown>,
	follow: (job: ModelJob, handle: Handle, model: Model) => void,
): Command {
	return command(
		`${text} by handle ${at} from the last`,
		async (model, knex) => {
			const handle = handleAt(model, at);
			const job = model.jobs.get(handle.slot)!;
			const work = act(knex, handle, job, model);
			if (!holds(model, handle)) {
				await expect(work).rejects.toThrow(LeaseLost);
				return;
			}
			await work;
			follow(job, handle, model);
		},
		(model) => model.handles.length > 0,
	);
}

const leave = async (trx: Knex, slot: string, request: number, unit: number): Promise<string> => {
	const effect = `${slot}/${request}/${unit}`;
	await trx('effects').insert({ effect });
	return effect;
};

/** A step of this worker's own idea of where the job is; the last unit ends it. */
const stepCommand = (at: number, isStopping: boolean): Command =>
	handleCommand(
		isStopping ? 'last step before stopping' : 'step',
		at,
		async (knex, { slot, run }, job, model) =>
			commitStep(
				knex,
				run,
				async (trx) => {
					const unit = holds(model, { slot, run }) ? job.unit : 99;
					await leave(trx, slot, job.request, unit);
					return unit + 1 >= units ? { result: { units }, done: 1 } : { cursor: { next: unit + 1 }, done: 1 };
				},
				() => isStopping,
			),
		(job, { slot }, model) => {
			model.effects.push(`${slot}/${job.request}/${job.unit}`);
			Object.assign(job, { unit: job.unit + 1, attempt: 0, crashes: 0, hasExpired: false });
			if (job.unit >= units) end(job, 'done');
			else if (isStopping) job.status = 'queued';
		},
	);

/** A step that leaves an effect and then throws: nothing of it may stay. */
const failCommand = (at: number): Command =>
	handleCommand(
		'failing step',
		at,
		async (knex, { slot, run }, job) => {
			const broken = commitStep(knex, run, async (trx) => {
				await leave(trx, slot, job.request, 77);
				throw new Error('broken');
			});
			await broken.catch((error: unknown) => {
				if (error instanceof LeaseLost) throw error;
			});
			await recordFailure(knex, run, new Error('broken'), 0.5);
		},
		(job) => {
			job.attempt += 1;
			job.hasExpired = false;
			if (job.attempt >= maxAttempts) end(job, 'dead');
			else job.status = 'queued';
		},
	);

const handOverCommand = (at: number): Command =>
	command(
		`hand over by handle ${at} from the last`,
		async (model, knex) => {
			const handle = handleAt(model, at);
			await handOver(knex, handle.run);
			if (holds(model, handle)) model.jobs.get(handle.slot)!.status = 'queued';
		},
		(model) => model.handles.length > 0,
	);

const renewCommand = (at: number): Command =>
	command(
		`renew by handle ${at} from the last`,
		async (model, knex) => {
			const handle = handleAt(model, at);
			expect(await renewLease(knex, handle.run)).toBe(holds(model, handle));
			if (holds(model, handle)) model.jobs.get(handle.slot)!.hasExpired = false;
		},
		(model) => model.handles.length > 0,
	);

/** The worker crashed or froze: what others see of it is that its lease runs out. */
const expireCommand = (index: number): Command =>
	command(`lease of ${slots[index]!.name} runs out`, async (model, knex) => {
		const job = model.jobs.get(slots[index]!.name);
		if (job?.status !== 'running') return;
		await knex('job_runs')
			.where({ id: job.id })
			.update({ lease_until: later(knex, -1_000) });
		job.hasExpired = true;
	});

const buryCommand = command('bury what crashed too often', async (model, knex) => {
	const buried = await buryCrashed(knex);
	const crashed = [...model.jobs.values()].filter(
		({ status, hasExpired, crashes }) => status === 'running' && hasExpired && crashes >= mostCrashes,
	);
	for (const job of crashed) end(job, 'dead');
	expect(new Set(buried.map(({ id }) => id))).toEqual(
		new Set(crashed.filter(({ status }) => status === 'dead').map(({ id }) => id)),
	);
});

const interveneCommand = (index: number, isRetry: boolean): Command =>
	command(`${isRetry ? 'retry' : 'cancel'} ${slots[index]!.name}`, async (model, knex) => {
		const job = model.jobs.get(slots[index]!.name);
		if (!job) return;
		const changed = await (isRetry ? retry : cancel)(knex, job.id);
		const isPossible = isRetry
			? job.status === 'dead' || job.status === 'cancelled'
			: !isFinished(job.status);
		expect(changed !== null).toBe(isPossible);
		if (!isPossible) return;
		Object.assign(
			job,
			isRetry ? { status: 'queued', attempt: 0, crashes: 0 } : { status: 'cancelled', next: null },
		);
	});

/** Everything the ledger says, against the model. */
async function compare(model: Model, knex: Knex): Promise<void> {
	for (const [slot, job] of model.jobs) {
		const row = (await readRun(knex, job.id))!;
		expect({
			slot: row.slot,
			status: row.status,
			fence: row.fence,
			request: (row.payload as { request: number }).request,
			next: (row.next_payload as { request: number } | null)?.request ?? null,
			progress: row.progress,
			attempt: row.attempt,
			crashes: row.crashes,
			isOwned: row.owner !== null && row.lease_until !== null,
			hasEnded: row.finished_at !== null,
		}).toEqual({
			slot,
			status: job.status,
			fence: job.fence,
			request: job.request,
			next: job.next,
			progress: job.unit,
			attempt: job.attempt,
			crashes: job.crashes,
			isOwned: job.status === 'running',
			hasEnded: isFinished(job.status),
		});
	}
	const rows: { effect: string }[] = await knex('effects').select('effect');
	expect(rows.map(({ effect }) => effect).sort()).toEqual([...model.effects].sort());
	expect(new Set(model.effects).size).toBe(model.effects.length);
	expect(Number((await knex('job_runs').count({ count: '*' }).first())!['count'])).toBe(model.jobs.size);
}

const anySlot = fc.nat({ max: slots.length - 1 });
const anyHandle = fc.nat({ max: 5 });
const anyCommand = [
	anySlot.map(enqueueCommand),
	fc.constant(claimCommand),
	fc.constant(claimCommand),
	fc.tuple(anyHandle, fc.boolean()).map(([at, isStopping]) => stepCommand(at, isStopping)),
	anyHandle.map((at) => stepCommand(at, false)),
	anyHandle.map(failCommand),
	anyHandle.map(handOverCommand),
	anyHandle.map(renewCommand),
	anySlot.map(expireCommand),
	anySlot.map(expireCommand),
	fc.constant(buryCommand),
	fc.tuple(anySlot, fc.boolean()).map(([index, isRetry]) => interveneCommand(index, isRetry)),
];

describe.each(databases)('any order of events, on $database', ({ database, missing }) => {
	describe.skipIf(missing)(missing ?? 'as it comes', () => {
		let opened: LedgerDatabase;

		beforeAll(async () => {
			opened = await openLedger(database);
			await opened.knex.schema.createTable(
				'effects',
				(columns) => void columns.string('effect').notNullable(),
			);
		});
		afterAll(() => opened?.close());

		it('leaves each effect once, one owner for each fence, and one row for each slot', async () => {
			const { knex } = opened;
			const events = fc.commands(anyCommand, { maxCommands: 60, size: 'max' });
			await fc.assert(
				fc.asyncProperty(events, async (commands) => {
					await knex('job_runs').delete();
					await knex('effects').delete();
					const model: Model = { jobs: new Map(), handles: [], effects: [], requests: 0 };
					await fc.asyncModelRun(() => ({ model, real: knex }), commands);
				}),
				{ numRuns: database === 'sqlite' ? 120 : 40 },
			);
		});
	});
});
