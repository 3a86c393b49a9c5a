import { addDays, type CivilDate } from '../../../domain/time/civil-date.ts';

/** What a phone keeps of one event until it can send it. */
export interface QueuedEvent {
	readonly event_id: string;
	readonly name: string;
	readonly client_ts: string;
	readonly occurred_at: string;
	readonly tz: string;
	readonly props: Readonly<Record<string, unknown>>;
}

/** What one person's phone sends at noon (UTC) of one day; some of it again, some of it late. */
export interface Delivery {
	readonly day: number;
	readonly person: number;
	readonly events: readonly QueuedEvent[];
}

export interface Year {
	/** Zone of each person. */
	readonly zones: readonly string[];
	/** By day. */
	readonly deliveries: readonly Delivery[];
	/** Each event once, with whose it is. */
	readonly events: readonly (QueuedEvent & { readonly person: number })[];
}

const HOUR_MS = 3_600_000;
const zones = ['Asia/Riyadh', 'Africa/Cairo', 'Africa/Casablanca', 'Europe/London', 'Asia/Dubai', 'UTC'];
const latestDays = 20;

/**
 * Evening fasts of different lengths with lapses, meals and screens, of one person for each zone. One event in twenty
 * is sent up to twenty days late, one in twenty twice, and one fast in thirty gets another end afterwards.
 *
 * @param first the first day
 * @param random numbers from 0 to below 1, which decide everything
 */
export function yearOfEvents(first: CivilDate, days: number, random: () => number): Year {
	const events: (QueuedEvent & { person: number })[] = [];
	const sent = new Map<string, { day: number; person: number; events: QueuedEvent[] }>();
	let made = 0;

	const send = (day: number, person: number, event: QueuedEvent): void => {
		const key = `${day} ${person}`;
		const delivery = sent.get(key) ?? { day, person, events: [] };
		delivery.events.push(event);
		sent.set(key, delivery);
	};
	const happen = (person: number, at: number, name: string, props: Record<string, unknown>, tapped = at) => {
		made += 1;
		const event: QueuedEvent = {
			event_id: `year-${String(made).padStart(8, '0')}`,
			name,
			client_ts: new Date(tapped).toISOString(),
			occurred_at: new Date(at).toISOString(),
			tz: zones[person]!,
			props,
		};
		const nextNoon = Math.ceil((tapped - noonOf(first, 0)) / (24 * HOUR_MS));
		const late = random() < 0.05 ? Math.floor(random() * latestDays) : 0;
		const day = nextNoon + late;
		if (day >= days) return;
		events.push({ ...event, person });
		send(day, person, event);
		const again = day + Math.floor(random() * 3);
		if (random() < 0.05 && again < days) send(again, person, event);
	};

	for (let day = 0; day < days; day += 1)
		for (let person = 0; person < zones.length; person += 1) {
			const evening = noonOf(first, day) + (5 + random() * 2) * HOUR_MS;
			happen(person, evening - HOUR_MS, 'screen_viewed', { screen_key: 'home' });
			happen(person, evening - HOUR_MS / 2, 'meal_logged', { meal: 'dinner' });
			if (random() < 0.2) continue;
			const fast_id = `fast-${person}-${day}`;
			const ended = evening + (14 + random() * 4) * HOUR_MS;
			happen(person, evening, 'fast_started', { fast_id, goal_hours: 16 });
			happen(person, ended, 'fast_ended', { fast_id });
			if (random() < 1 / 30) happen(person, ended - HOUR_MS, 'fast_ended', { fast_id }, ended + HOUR_MS);
		}
	const deliveries = [...sent.values()].sort(
		(one, other) => one.day - other.day || one.person - other.person,
	);
	return { zones, deliveries, events };
}

/** ms since 1970 of noon, UTC. */
export const noonOf = (first: CivilDate, day: number): number =>
	Date.parse(`${addDays(first, day)}T12:00:00Z`);

/** Numbers from 0 to below 1 that are the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}
