import type { ExportedEvent } from './event-line.ts';

/** What events are counted by, besides the day; a value that an event lacks. */
export const statsDimensions = ['name', 'platform', 'app_version', 'locale'] as const;
export const unknownValue = 'unknown';
/** Stands for every value, in the one row of a day that counts all events: people do not add up over rows. */
export const everyValue = '*';

export type DailyStats = Readonly<Record<(typeof statsDimensions)[number], string>> & {
	readonly events: number;
	/** Different people: by their hash, and who is not signed in by the anonymous id. */
	readonly users: number;
};

/**
 * Counts the events of a day as SQL does it for a day that is in the table: for each combination of dimensions, and
 * for all of them. Holds the different people of each, and no event.
 */
export class DailyCounter {
	readonly #counts = new Map<string, { key: readonly string[]; events: number; users: Set<string> }>();

	add(event: ExportedEvent): void {
		const who = event['user_hash'] ?? event['anon_id'];
		for (const key of [
			statsDimensions.map((name) => String(event[name] ?? unknownValue)),
			statsDimensions.map(() => everyValue),
		]) {
			const at = JSON.stringify(key);
			const count = this.#counts.get(at) ?? { key, events: 0, users: new Set() };
			this.#counts.set(at, count);
			count.events += 1;
			if (typeof who === 'string') count.users.add(who);
		}
	}

	get stats(): DailyStats[] {
		return Array.from(this.#counts.values(), ({ key, events, users }) => ({
			name: key[0]!,
			platform: key[1]!,
			app_version: key[2]!,
			locale: key[3]!,
			events,
			users: users.size,
		}));
	}
}
