import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { FastingEvent } from '../../domain/fasting/event.ts';
import { fastingInsights } from '../../domain/fasting/insights.ts';
import { addDays } from '../../domain/time/civil-date.ts';
import { noonOf, randomFrom, yearOfEvents, type QueuedEvent } from '../support/events/year.ts';
import { describeOnHosts, type Host, startHost, type TestUser, withUser } from '../support/host/index.ts';
import { movingClock } from '../support/host/moving-clock.ts';
import { type Phone, phoneOf } from '../support/phone.ts';
import { until } from '../support/publishing/reading.ts';

vi.setConfig({ testTimeout: 900_000, hookTimeout: 300_000 });

const days = 365;
const first = '2025-10-01';
/** Nights in which the process is killed while it works. */
const kills = 12;
const seed = 20_261_121;

interface JobRun {
	id: string;
	status: string;
	error: string | null;
	result: Record<string, Record<string, number>> | null;
}

describeOnHosts(
	'a year of events',
	(kind) => {
		const random = randomFrom(seed);
		const year = yearOfEvents(first, days, random);
		const clock = movingClock(noonOf(first, 0));
		const last = addDays(first, days - 1);
		let host: Host;
		let people: { user: TestUser; phone: Phone }[];

		beforeAll(async () => {
			// The test asks how far the job is more often than anybody else would.
			const env = { ...clock.env, BEBETTER_OPS_REQUESTS_PER_MINUTE: '0' };
			host = await startHost({ ...kind, name: 'year', provisioned: 'empty', env });
			people = [];
			for (const timezone of year.zones) {
				const user = await withUser(host, { role: 'App User' });
				const phone = phoneOf(host, user.token);
				const saved = await phone.send('PATCH', '/mobile/me/profile', { timezone });
				expect(saved.status).toBe(200);
				people.push({ user, phone });
			}
		});
		afterAll(() => host?.stop());

		it('comes out to the row, whatever happened to the process at night', async () => {
			const killNights = new Set(Array.from({ length: kills }, () => Math.floor(random() * days)));
			let accepted = 0;
			let duplicates = 0;
			for (let day = 0; day < days; day += 1) {
				await clock.moveTo(host, noonOf(first, day));
				for (const { person, events } of year.deliveries.filter((one) => one.day === day)) {
					const answer = await deliver(person, events);
					accepted += answer.accepted;
					duplicates += answer.duplicates;
				}
				await clock.moveTo(host, noonOf(first, day) + 14 * 3_600_000);
				await night(killNights.has(day));
			}
			expect(accepted).toBe(year.events.length);
			const deliveries = year.deliveries.reduce((sum, { events }) => sum + events.length, 0);
			expect(duplicates).toBe(deliveries - accepted);
			expect(duplicates).toBeGreaterThan(100);
		});

		it('leaves each event in one place, and the archive gives back the others', async () => {
			const cutoff = addDays(last, -90);
			const kept = await ids('events');
			const archived = await host.knex('event_archives').select('day', 'rows', 'verified_at');
			expect(archived.every(({ verified_at }) => verified_at !== null)).toBe(true);
			const rows = archived.reduce((sum, archive) => sum + archive.rows, 0);
			expect(rows + kept.length).toBe(year.events.length);
			expect(rows).toBeGreaterThan(kept.length);

			const restored = await host.cli(['bebetter', 'archive', 'restore', '--from', first, '--to', cutoff]);
			expect(restored.code, restored.stderr + restored.stdout).toBe(0);
			const all = [...kept, ...(await ids('bebetter_restored_events'))].sort();
			expect(all).toEqual(year.events.map(({ event_id }) => event_id).sort());
		});

		it('has the sums of each kind of event in the daily figures', async () => {
			const sums: { name: string; events: string | number }[] = await host
				.knex('daily_event_stats')
				.select('name')
				.sum({ events: 'events' })
				.whereNot({ name: '*' })
				.groupBy('name');
			const finished = await host.knex('daily_event_stats').max({ date: 'date' }).first();
			const until = String(
				finished?.date instanceof Date ? finished.date.toISOString() : finished?.date,
			).slice(0, 10);
			const expected = new Map<string, number>();
			for (const { name } of receivedUntil(until)) expected.set(name, (expected.get(name) ?? 0) + 1);
			expect(until >= addDays(last, -1)).toBe(true);
			expect(new Map(sums.map(({ name, events }) => [name, Number(events)]))).toEqual(expected);
		});

		it('gives the insights that the definitions give for all of it at once', async () => {
			for (const [person, { phone }] of people.entries()) {
				const timeZone = year.zones[person]!;
				const { json } = await phone.send('GET', '/mobile/me/insights?limit=2');
				const asOf = json.data[0].as_of;
				expect(asOf >= addDays(last, -1)).toBe(true);
				const history = {
					events: year.events.filter((event) => event.person === person).flatMap(fastingEvent),
					timeZone,
					plan: { start: null, weekdays: null, paused: new Set<string>(), fastDaysPerWeek: null },
					carried: null,
				};
				const figures = fastingInsights(history, [asOf], clock.now());
				const windows = [...json.data].sort((one, other) => one.window - other.window);
				// Who carries streaks on does not read again what was before, and cannot say how good it was.
				expect(windows).toMatchObject(figures.map((figure) => ({ ...figure, quality: expect.any(Object) })));
			}
		});

		async function deliver(person: number, events: readonly QueuedEvent[]) {
			const sent_at = new Date(clock.now()).toISOString();
			const { status, json } = await people[person]!.phone.send('POST', '/mobile/events', {
				sent_at,
				events,
			});
			expect(status, JSON.stringify(json)).toBe(200);
			expect(json.data.rejected).toEqual([]);
			return json.data as { accepted: number; duplicates: number };
		}

		async function night(isKilled: boolean): Promise<void> {
			const body = { name: 'nightly-housekeeping', wait: !isKilled };
			const { id } = await host.admin<JobRun>('POST', '/ops/jobs', body);
			if (isKilled) {
				await sleep(random() * 150);
				await host.kill();
				await endLease(id);
				await host.start();
			}
			await until('the night is over', async () => (await job(id)).status === 'done', 120_000);
		}

		const job = (id: string) => host.admin<JobRun>('GET', `/ops/jobs/${id}`);

		/** The lease would end by itself a minute after the last sign of life; the test does not wait for it. */
		const endLease = (id: string) =>
			host
				.knex('job_runs')
				.where({ id, status: 'running' })
				.update({ lease_until: new Date(Date.now() - 1_000) });

		async function ids(table: string): Promise<string[]> {
			const rows: { event_id: string }[] = await host.knex(table).select('event_id');
			return rows.map(({ event_id }) => event_id);
		}

		/** What was delivered on a day or before, each event once. */
		function receivedUntil(date: string): QueuedEvent[] {
			const received = new Map<string, QueuedEvent>();
			for (const { day, events } of year.deliveries)
				if (addDays(first, day) <= date) for (const event of events) received.set(event.event_id, event);
			return [...received.values()];
		}
	},
	{ only: ['12-postgres'] },
);

function fastingEvent(event: QueuedEvent): FastingEvent[] {
	const reported = {
		id: event.event_id,
		occurredAt: Date.parse(event.occurred_at),
		recordedAt: Date.parse(event.client_ts),
		timeZone: event.tz,
		fastId: String(event.props['fast_id']),
	};
	if (event.name === 'fast_started')
		return [{ ...reported, kind: 'start', goalHours: Number(event.props['goal_hours']) }];
	return event.name === 'fast_ended' ? [{ ...reported, kind: 'end' }] : [];
}
