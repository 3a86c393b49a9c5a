import type { Knex } from 'knex';
import { z } from 'zod';
import { dueZones } from '../../../domain/fasting/due-zones.ts';
import { HOUR_MS } from '../../../domain/fasting/limits.ts';
import { keySlot } from '../../../domain/jobs/slot.ts';
import { isCivilDate } from '../../../domain/time/civil-date.ts';
import { configOf } from '../../config.ts';
import { aggregateFasting, type AggregateReport } from '../../fasting/aggregate-fasting.ts';
import { readPeople, zoneOf, type Whose } from '../../fasting/read-people.ts';
import type { HostContext } from '../../host-context.ts';
import { countProfiles } from '../../targets/selection.ts';
import { defineJob, FinalError, type Job, type JsonObject } from '../job.ts';

export const aggregateFastingJob = 'aggregate-fasting';

/**
 * People in one step, as many as in the bench: fewer would make steps shorter, and the whole longer, because each step
 * makes its temporary tables anew.
 */
const peopleAtOnce = 500;

/** Each hour of a day has other zones due; a zone that missed more than a night is due once. */
const hoursMadeUp = 24;

const day = z.string().refine(isCivilDate, 'must be a day such as 2026-05-31');

const payload = z.union(
	[
		z.strictObject({
			user: z.uuid().describe('One person, by the id of their account'),
			as_of: day.optional(),
		}),
		z.strictObject({
			hour: z.iso.datetime().describe('Zones whose clocks passed 03:00 in the hour until then'),
		}),
		z.strictObject({
			as_of: day
				.optional()
				.describe('The last date of the statistics; by default yesterday, wherever the person is'),
		}),
	],
	'must be {}, {"as_of":"YYYY-MM-DD"} or {"user":"<id>"}',
);
type Payload = z.infer<typeof payload>;

type Counts = AggregateReport & {
	/** People from whom fasting is hidden: nothing is computed for them. */
	readonly hidden: number;
};

interface Cursor extends JsonObject {
	/** When the run began, ms since 1970: everybody's figures are as of one moment. */
	readonly now: number;
	/** The last person that is done. */
	readonly after: string | null;
	readonly counts: Counts;
}

/**
 * Brings the fasting statistics up to date: of everybody as of a date or as of their own yesterday, of one person, or of
 * those in whose zones the night has come. Safe to repeat; what is the same is not written again.
 */
export const aggregateFastingDefinition = (context: HostContext, clock: () => number = Date.now): Job =>
	defineJob<Payload, Cursor>({
		name: aggregateFastingJob,
		summary: 'Computes fasting statistics from events; rows whose figures are the same stay as they are',
		payload,
		slot: (asked) => keySlot(slotOf(asked)),
		schedule: {
			every: 'hour',
			minute: 5,
			makeUp: hoursMadeUp,
			payload: (slot) => ({ hour: `${slot}:00:00Z` }),
		},
		async step({ trx, payload: asked, cursor }) {
			const { now, after, counts } = cursor ?? { now: clock(), after: null, counts: nothing };
			const keys = configOf(context).BEBETTER_HASH_KEYS;
			// Without them everybody would seem to have no events, and their figures would be overwritten with zeros.
			if (!keys) throw new FinalError('Set BEBETTER_HASH_KEYS: without it no event belongs to anybody.');

			const asOf = ('as_of' in asked && asked.as_of) || null;
			const page = await readPeople(trx, await whose(trx, asked, after), { keys, asOf, now });
			const report = await aggregateFasting(trx, page.people, now);
			const sum = add(counts, { ...report, hidden: page.hidden });
			const progress = {
				done: page.people.length + page.hidden,
				...(cursor === null && isForEverybody(asked) && { total: await countProfiles(trx) }),
			};
			return page.next === null
				? { result: { ...sum }, ...progress }
				: { cursor: { now, after: page.next, counts: sum }, ...progress };
		},
	});

function slotOf(asked: Payload): string {
	if ('user' in asked) return asked.as_of ? `${asked.user}:${asked.as_of}` : asked.user;
	if ('hour' in asked) return asked.hour;
	return asked.as_of ?? 'all';
}

const isForEverybody = (asked: Payload): boolean => !('user' in asked || 'hour' in asked);

async function whose(trx: Knex.Transaction, asked: Payload, after: string | null): Promise<Whose> {
	if ('user' in asked) return { user: asked.user };
	const page = { after, limit: peopleAtOnce };
	return 'hour' in asked ? { ...page, zones: await zonesDueAt(trx, Date.parse(asked.hour)) } : page;
}

/** As profiles have them, also those that are no zones and count as UTC. */
async function zonesDueAt(trx: Knex.Transaction, hour: number): Promise<(string | null)[]> {
	const rows: { timezone: string | null }[] = await trx('user_profiles').distinct('timezone');
	const zones = rows.map(({ timezone }) => timezone);
	const due = new Set(dueZones(zones.map(zoneOf), hour - HOUR_MS, hour).map(({ timeZone }) => timeZone));
	return zones.filter((zone) => due.has(zoneOf(zone)));
}

const nothing: Counts = { people: 0, hidden: 0, written: 0, unchanged: 0, tangled: 0, events: 0 };

const add = (one: Counts, other: Counts): Counts => ({
	people: one.people + other.people,
	hidden: one.hidden + other.hidden,
	written: one.written + other.written,
	unchanged: one.unchanged + other.unchanged,
	tangled: one.tangled + other.tangled,
	events: one.events + other.events,
});
