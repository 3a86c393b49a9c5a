import type { CivilDate } from '../../../domain/time/civil-date.ts';
import type { Clocks } from './calendar.ts';
import { anonymousId, eventId, sessionId } from './ids.ts';
import type { SyntheticPerson } from './people.ts';
import type { Random } from './random.ts';

/** An event as ingestion stores it, with whose it is in place of their hash. Times are ms since 1970. */
export interface SyntheticEvent {
	readonly event_id: string;
	readonly name: string;
	/** The id of the account; null before signing up. */
	readonly person: string | null;
	readonly anon_id: string | null;
	readonly session_id: string;
	readonly platform: string;
	readonly app_version: string;
	readonly locale: string;
	readonly client_ts: number;
	readonly sent_at: number;
	readonly received_at: number;
	readonly occurred_at: number | null;
	readonly ts: number;
	readonly tz: string;
	readonly props: Readonly<Record<string, string | number>>;
}

/** When something happens: minutes after midnight of a date where the person is, also before and after that day. */
export interface Moment {
	readonly date: CivilDate;
	readonly minutes: number;
}

interface Occurrence extends Moment {
	readonly version: string;
	readonly props: SyntheticEvent['props'];
	/** By the person's account; of fasts only. */
	readonly occurred?: Moment;
	readonly anonymous?: boolean;
}

/** Two uses of the app so far apart are two sessions. */
const SESSION_MS = 30 * 60_000;
const HOUR_MS = 3_600_000;

/** Writes down what a person's phone reports, with the delays and the clock of that phone. */
export class Diary {
	readonly events: SyntheticEvent[] = [];
	readonly #person: SyntheticPerson;
	readonly #random: Random;
	readonly #clocks: Clocks;
	#sessions = 0;
	#lastUse = 0;

	constructor(person: SyntheticPerson, random: Random, clocks: Clocks) {
		this.#person = person;
		this.#random = random;
		this.#clocks = clocks;
	}

	note(name: string, { version, props, occurred, anonymous = false, ...moment }: Occurrence): void {
		const { number, id, profile, habits } = this.#person;
		const happened = this.#instant(moment);
		const sent = happened + this.#delay();
		const received = sent + this.#random.whole(60, 900);
		this.events.push({
			event_id: eventId(number, this.events.length),
			name,
			person: anonymous ? null : id,
			anon_id: anonymous ? anonymousId(number) : null,
			session_id: this.#session(happened),
			platform: habits.platform,
			app_version: version,
			locale: profile.locale,
			client_ts: happened + habits.clockSkew,
			sent_at: sent + habits.clockSkew,
			received_at: received,
			occurred_at: occurred ? this.#instant(occurred) : null,
			ts: received - (sent - happened),
			tz: profile.timezone,
			props,
		});
	}

	#instant({ date, minutes }: Moment): number {
		return Math.round(this.#clocks.instant(date, minutes, this.#person.profile.timezone));
	}

	/** Phones send after some seconds, and hours later when they were offline. */
	#delay(): number {
		const isOffline = this.#random.chance(this.#person.habits.offline);
		return Math.round(isOffline ? this.#random.between(1, 30) * HOUR_MS : this.#random.between(500, 20_000));
	}

	#session(happened: number): string {
		if (Math.abs(happened - this.#lastUse) > SESSION_MS) this.#sessions += 1;
		this.#lastUse = happened;
		return sessionId(this.#person.number, this.#sessions);
	}
}
