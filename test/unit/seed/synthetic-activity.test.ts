import { describe, expect, it } from 'vitest';
import { builtInEvents } from '../../../domain/events/built-in.ts';
import { readProps, type EventType } from '../../../domain/events/event-type.ts';
import { readSessions } from '../../../domain/fasting/read-sessions.ts';
import type { FastingEvent } from '../../../domain/fasting/event.ts';
import { profileChanges } from '../../../domain/people/profile-changes.ts';
import { syntheticActivity } from '../../../schema/seed/synthetic/activity.ts';
import type { SyntheticEvent } from '../../../schema/seed/synthetic/diary.ts';
import { syntheticPrefix } from '../../../schema/seed/synthetic/ids.ts';
import { seed } from '../../../schema/seed/index.ts';
import { fastingEvent } from '../../support/fasting/synthetic-event.ts';

const DAY_MS = 86_400_000;
const now = Date.parse('2026-11-21T11:00:00Z');
const { people, events } = syntheticActivity({ now });

const slugs = (rows: readonly { slug: string }[]): string[] => rows.map(({ slug }) => slug);
const named = (name: string): SyntheticEvent[] => events.filter((event) => event.name === name);
const share = <T>(of: readonly T[], which: (one: T) => boolean): number =>
	of.filter(which).length / of.length;

/** What the allow-list cannot know: they name something that the seed has. */
const known: Record<string, Record<string, readonly string[]>> = {
	fast_started: { preset: slugs(seed.fastingPresets) },
	suggestion_viewed: { id: slugs(seed.recipes) },
	video_completed: { video: slugs(seed.videos) },
	screen_viewed: { screen_key: seed.screens.map(({ screen_key }) => screen_key) },
	screen_render_failed: { screen_key: seed.screens.map(({ screen_key }) => screen_key) },
};
const typeOf = (name: string) => (builtInEvents as Readonly<Record<string, EventType>>)[name];

describe('people who do not exist', () => {
	it('are the same every time', () => {
		expect(syntheticActivity({ now })).toEqual({ people, events });
	});

	it('are told from real ones by id, name and address', () => {
		expect(people).toHaveLength(300);
		for (const { id, email } of people) {
			expect(id).toMatch(new RegExp(`^${syntheticPrefix}4000-9000-[0-9a-f]{12}$`));
			expect(email).toMatch(/^synthetic-\d{3}@example\.com$/);
		}
		expect(new Set(people.map(({ email }) => email)).size).toBe(300);
	});

	it('have profiles that the app would accept', () => {
		for (const { profile } of people) expect(profileChanges.safeParse(profile).error).toBeUndefined();
		const zones = new Set(people.map(({ profile }) => profile.timezone));
		expect([...zones]).toEqual(
			expect.arrayContaining(['Asia/Riyadh', 'Africa/Cairo', 'Africa/Casablanca', 'Europe/London']),
		);
		expect(share(people, ({ profile }) => profile.locale === 'ar')).toBeGreaterThan(0.5);
	});
});

describe('what their phones reported', () => {
	it('is what ingestion would take', () => {
		const refused = events.flatMap(({ name, props }) => {
			const type = typeOf(name);
			if (!type) return [`${name} is on no list`];
			const { problem } = readProps(type, props);
			return problem ? [`${name}: ${problem.field} ${problem.problem}`] : [];
		});
		expect(refused).toEqual([]);
		const invented = events.flatMap(({ name, props }) =>
			Object.entries(known[name] ?? {}).filter(
				([property, slugs]) => property in props && !slugs.includes(String(props[property])),
			),
		);
		expect(invented).toEqual([]);
		expect(new Set(events.map(({ name }) => name)).size).toBe(8);
		expect(new Set(events.map(({ event_id }) => event_id)).size).toBe(events.length);
		expect(
			share(events, ({ event_id }) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(event_id)),
		).toBe(1);
	});

	it('covers 120 days up to now, in the order in which it came', () => {
		const times = events.map(({ received_at }) => received_at);
		expect(times).toEqual(times.toSorted((one, other) => one - other));
		expect(times.at(-1)).toBeLessThanOrEqual(now);
		expect(now - times[0]!).toBeGreaterThan(118 * DAY_MS);
		expect(now - times[0]!).toBeLessThan(122 * DAY_MS);
		const isCorrected = ({ client_ts, sent_at, received_at, ts }: SyntheticEvent) =>
			ts === received_at - (sent_at - client_ts) && ts < received_at;
		expect(share(events, isCorrected)).toBe(1);
	});

	it('begins with signing up, and before it nobody is known', () => {
		const signedUp = new Map(named('auth_signup').map(({ person, ts }) => [person, ts]));
		expect(signedUp.size).toBe(named('auth_signup').length);
		expect(signedUp.size).toBeGreaterThan(150);
		expect(share(events, ({ person, anon_id }) => (person === null) !== (anon_id === null))).toBe(1);
		expect(events.filter(({ person, ts }) => ts < (signedUp.get(person) ?? 0))).toEqual([]);
	});

	it('makes plausible fasts: most reach their goal, some do not, a few are forgotten', () => {
		const sessions = people.flatMap(
			({ id, profile }) => readSessions(byPerson.get(id) ?? [], profile.timezone, now).sessions,
		);
		expect(sessions.length).toBeGreaterThan(7_000);
		expect(share(sessions, ({ status }) => status === 'completed')).toBeGreaterThan(0.65);
		expect(share(sessions, ({ status }) => status === 'completed')).toBeLessThan(0.9);
		expect(share(sessions, ({ status }) => status === 'ended_early')).toBeGreaterThan(0.05);
		expect(share(sessions, ({ status }) => ['superseded', 'forgotten'].includes(status))).toBeLessThan(0.06);
		expect(
			share(named('fast_started'), ({ occurred_at, client_ts }) => client_ts - occurred_at! > 300_000),
		).toBeGreaterThan(0.02);
	});

	it('shows more people month by month, and most of them on the newest version', () => {
		const peopleOf = (from: number, to: number) =>
			new Set(
				events
					.filter(({ received_at }) => received_at > now - from * DAY_MS && received_at <= now - to * DAY_MS)
					.map(({ person }) => person),
			).size;
		expect(peopleOf(120, 113)).toBeGreaterThan(30);
		expect(peopleOf(7, 0)).toBeGreaterThan(1.5 * peopleOf(120, 113));
		const lately = events.filter(({ received_at }) => received_at > now - 2 * DAY_MS);
		expect(
			share(lately, ({ app_version }) => app_version === seed.appSettings.latest_version_ios),
		).toBeGreaterThan(0.7);
	});

	it('has one release on which screens fail', () => {
		const failed = named('screen_render_failed');
		expect(failed.length).toBeGreaterThan(50);
		expect(share(failed, ({ app_version }) => app_version === '1.3.0')).toBeGreaterThan(0.5);
	});

	it('turns to the fasts of Ramadan in Ramadan', () => {
		const inRamadan = syntheticActivity({ now: Date.parse('2026-03-18T12:00:00Z'), days: 25 });
		const fasts = inRamadan.events.filter(({ name }) => name === 'fast_started');
		expect(share(fasts, ({ props }) => props['preset'] === 'ramadan')).toBeGreaterThan(0.6);
		expect(share(named('fast_started'), ({ props }) => props['preset'] === 'ramadan')).toBeLessThan(0.1);
	});
});

const byPerson = new Map<string | null, FastingEvent[]>();
for (const event of events) {
	const theirs = byPerson.get(event.person) ?? [];
	byPerson.set(event.person, theirs);
	theirs.push(...fastingEvent(event));
}
