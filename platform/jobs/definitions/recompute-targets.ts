import { z } from 'zod';
import { addDays, isCivilDate, type CivilDate } from '../../../domain/time/civil-date.ts';
import { keySlot } from '../../../domain/jobs/slot.ts';
import { recomputeTargets, type RecomputeReport, type Whose } from '../../targets/recompute.ts';
import { countProfiles, peopleWithBirthday, peopleWithStaleTarget } from '../../targets/selection.ts';
import { defineJob, type JsonObject, type StepInput } from '../job.ts';
import { readClock } from '../ledger/clock.ts';
import type { Knex } from 'knex';

export const recomputeTargetsJob = 'recompute-targets';

/** People in one step: about a tenth of a second. */
const peopleAtOnce = 1_000;

/** Days that are made up after an outage: who had a birthday on one of them is due. */
const daysMadeUp = 31;

const payload = z.union(
	[
		z.strictObject({ user: z.uuid().describe('One person, by the id of their account') }),
		z.strictObject({ all: z.literal(true).describe('Everybody with a profile') }),
		z.strictObject({
			due: z
				.string()
				.refine(isCivilDate, 'must be a day such as 2026-05-31')
				.describe('Who has a birthday around this day, and whose target is older than their profile'),
		}),
	],
	'must be {"user":"<id>"}, {"all":true} or {"due":"YYYY-MM-DD"}',
);
type Payload = z.infer<typeof payload>;

type Phase = 'named' | 'everybody' | 'birthdays' | 'stale';
type Counts = Omit<RecomputeReport, 'next'>;

interface Cursor extends JsonObject {
	readonly phase: Phase;
	/** The last person that is done. */
	readonly after: string | null;
	readonly counts: Counts;
}

/** Brings targets up to date: of one person, of everybody, or of whoever is due. Safe to repeat. */
export const recomputeTargetsDefinition = defineJob<Payload, Cursor>({
	name: recomputeTargetsJob,
	summary: 'Computes nutritional targets from profiles and goals; who has the same inputs keeps their target',
	payload,
	slot: (asked) => keySlot('user' in asked ? asked.user : 'all' in asked ? 'all' : `due:${asked.due}`),
	schedule: {
		every: 'day',
		at: { hour: 0, minute: 30 },
		timeZone: 'UTC',
		makeUp: daysMadeUp,
		payload: (slot) => ({ due: slot }),
	},
	async step(input) {
		const cursor = input.cursor ?? { phase: firstPhase(input.payload), after: null, counts: nothing };
		const page = await findPeople(input, cursor);
		const now = new Date(await readClock(input.trx));
		const report = await recomputeTargets(input.trx, page.whose, { now: () => now });

		const counts = add(cursor.counts, report);
		const total = input.cursor === null ? await totalOf(input) : undefined;
		const progress = { done: report.examined, ...(total !== undefined && { total }) };
		const after = page.next(report);
		if (after !== null) return { cursor: { ...cursor, after, counts }, ...progress };
		if (cursor.phase === 'birthdays') return { cursor: { phase: 'stale', after: null, counts }, ...progress };
		return { result: { ...counts }, ...progress };
	},
});

type Input = StepInput<Payload, Cursor> & { readonly trx: Knex.Transaction };

function firstPhase(asked: Payload): Phase {
	if ('user' in asked) return 'named';
	return 'all' in asked ? 'everybody' : 'birthdays';
}

interface People {
	readonly whose: Whose;
	/** Where the next step begins; null when these were the last. */
	readonly next: (report: RecomputeReport) => string | null;
}

async function findPeople({ trx, payload: asked }: Input, { phase, after }: Cursor): Promise<People> {
	if ('user' in asked) return { whose: { users: [asked.user] }, next: () => null };
	const page = { after, limit: peopleAtOnce };
	if ('all' in asked) return { whose: page, next: ({ next }) => next };

	const users =
		phase === 'birthdays'
			? await peopleWithBirthday(trx, around(asked.due), page)
			: await peopleWithStaleTarget(trx, page);
	const last = users.length === peopleAtOnce ? (users.at(-1) ?? null) : null;
	return { whose: { users }, next: () => last };
}

/** At any moment the world has up to three dates. */
const around = (day: CivilDate) => ({ from: addDays(day, -1), to: addDays(day, 1) });

async function totalOf({ trx, payload: asked }: Input): Promise<number | undefined> {
	if ('user' in asked) return 1;
	return 'all' in asked ? countProfiles(trx) : undefined;
}

const nothing: Counts = {
	examined: 0,
	written: 0,
	unchanged: 0,
	byStatus: { ok: 0, incomplete: 0, invalid_input: 0, out_of_scope: 0 },
};

function add(one: Counts, other: Counts): Counts {
	return {
		examined: one.examined + other.examined,
		written: one.written + other.written,
		unchanged: one.unchanged + other.unchanged,
		byStatus: {
			ok: one.byStatus.ok + other.byStatus.ok,
			incomplete: one.byStatus.incomplete + other.byStatus.incomplete,
			invalid_input: one.byStatus.invalid_input + other.byStatus.invalid_input,
			out_of_scope: one.byStatus.out_of_scope + other.byStatus.out_of_scope,
		},
	};
}
