import { addDays, type CivilDate } from '../../../domain/time/civil-date.ts';
import { recipes } from '../recipes.ts';
import { screens } from '../screens/index.ts';
import { videos } from '../videos.ts';
import { Clocks, isWeekend } from './calendar.ts';
import { Diary, type SyntheticEvent } from './diary.ts';
import { fastOn, type SyntheticFast } from './fasts.ts';
import { fastId } from './ids.ts';
import { type SyntheticPerson, syntheticPerson } from './people.ts';
import { type Random, randomFrom } from './random.ts';
import { versionOn } from './releases.ts';

export interface SyntheticActivity {
	readonly people: readonly SyntheticPerson[];
	/** In the order in which they were received. */
	readonly events: readonly SyntheticEvent[];
}

export interface ActivityOptions {
	/** Nothing happens after it; ms since 1970. */
	readonly now: number;
	readonly people?: number;
	/** How many days of events, the last of which is today in UTC. */
	readonly days?: number;
}

/**
 * People who do not exist, and what their phones reported: they come over months, keep their fasts or do not, update
 * their app sooner or later, pause, and leave. The same `now` gives the same people and events.
 */
export function syntheticActivity({
	now,
	people: count = 300,
	days = 120,
}: ActivityOptions): SyntheticActivity {
	const last = new Date(now).toISOString().slice(0, 10);
	const clocks = new Clocks();
	const people: SyntheticPerson[] = [];
	const events: SyntheticEvent[] = [];

	for (let number = 1; number <= count; number += 1) {
		const random = randomFrom(number);
		const person = syntheticPerson(number, last, days, random);
		people.push(person);
		for (const event of eventsOf(person, last, days, random, clocks))
			if (event.received_at <= now) events.push(event);
	}
	return { people, events: events.toSorted((one, other) => one.received_at - other.received_at) };
}

function eventsOf(
	person: SyntheticPerson,
	last: CivilDate,
	days: number,
	random: Random,
	clocks: Clocks,
): readonly SyntheticEvent[] {
	const { signedUp, left } = person.habits;
	const diary = new Diary(person, random, clocks);
	let lapse = 0;
	for (let ago = Math.min(signedUp, days - 1); ago >= left; ago -= 1) {
		const day = new Day(person, diary, random, addDays(last, -ago), ago);
		if (lapse === 0 && random.chance(0.012)) lapse = random.whole(3, 14);
		if (ago === signedUp) day.signUp();
		else if (lapse === 0) day.live();
		lapse = Math.max(0, lapse - 1);
	}
	return diary.events;
}

const screenKeys = [...new Set(screens.map(({ screen_key }) => screen_key))];
const recipeSlugs = recipes.map(({ slug }) => slug);
const videoChoices = videos.map(({ slug }) => slug);
const meals = ['breakfast', 'lunch', 'dinner', 'snack'] as const;

const failureReasons = ['unknown_component', 'missing_prop', 'bad_image'] as const;

/** One person's one day. */
class Day {
	readonly #person: SyntheticPerson;
	readonly #diary: Diary;
	readonly #random: Random;
	readonly #date: CivilDate;
	readonly #app: { readonly version: string; readonly failures: number };

	constructor(person: SyntheticPerson, diary: Diary, random: Random, date: CivilDate, ago: number) {
		this.#person = person;
		this.#diary = diary;
		this.#random = random;
		this.#date = date;
		const { signedUp, platform, updates } = person.habits;
		this.#app = versionOn(ago, signedUp, platform, updates);
	}

	signUp(): void {
		const minutes = this.#random.between(9 * 60, 17 * 60);
		this.#look('home', minutes, { anonymous: true });
		this.#note('auth_signup', minutes + this.#random.between(1, 5), {
			method: this.#person.habits.signupMethod,
		});
		for (const [index, screen] of ['home', 'fasting', 'profile'].entries())
			this.#look(screen, minutes + 6 + index * 2);
	}

	live(): void {
		const { habits, profile } = this.#person;
		const isSlack = isWeekend(this.#date, profile.timezone);
		const fast = fastOn(this.#date, this.#person, this.#random);
		if (!fast && this.#random.chance(isSlack ? 0.6 : 0.35)) return;

		this.#browse(habits.screens * (isSlack ? 0.7 : 1));
		this.#eat(habits.meals);
		if (fast) this.#fast(fast);
	}

	#browse(screens: number): void {
		const minutes = this.#random.around(13 * 60, 150);
		const count = this.#random.whole(0, Math.round(screens * 2));
		for (let index = 0; index < count; index += 1)
			this.#look(index === 0 ? 'home' : this.#random.pick(screenKeys), minutes + index * 1.5);
		if (this.#random.chance(0.3))
			this.#note('suggestion_viewed', minutes + 2, {
				kind: 'recipe',
				id: this.#random.pick(recipeSlugs),
			});
		if (this.#random.chance(0.07))
			this.#note('video_completed', minutes + 12, {
				video: this.#random.pick(videoChoices),
				watched_s: this.#random.whole(60, 900),
			});
	}

	#eat(meansToLog: number): void {
		const count = this.#random.whole(0, Math.round(meansToLog * 2));
		for (let index = 0; index < Math.min(count, meals.length); index += 1)
			this.#note('meal_logged', this.#random.around(12.5 * 60, 20) + index * 130, {
				meal: meals[(index + 1) % meals.length]!,
				kind: this.#random.chance(0.3) ? 'recipe' : 'food',
			});
	}

	#fast({ start, end, reportedLate, goalHours, preset }: SyntheticFast): void {
		const id = fastId(this.#person.number, this.#diary.events.length);
		if (this.#random.chance(0.4)) this.#look('fasting', start + reportedLate.start - 1);
		this.#note(
			'fast_started',
			start + reportedLate.start,
			{ fast_id: id, goal_hours: goalHours, preset },
			start,
		);
		if (!end) return;
		this.#note('fast_ended', end + reportedLate.end, { fast_id: id }, end);
		if (this.#random.chance(0.25)) this.#look('progress', end + reportedLate.end + 1);
	}

	#look(screen: string, minutes: number, { anonymous = false } = {}): void {
		const props = { screen_key: screen, revision: 1, schema_version: 1 };
		const at = { date: this.#date, minutes, version: this.#app.version, anonymous };
		if (this.#random.chance(this.#app.failures)) {
			const reason = this.#random.pick(failureReasons);
			this.#diary.note('screen_render_failed', { ...at, props: { ...props, reason } });
		} else this.#diary.note('screen_viewed', { ...at, props: { ...props, served: 'exact' } });
	}

	#note(name: string, minutes: number, props: SyntheticEvent['props'], occurred?: number): void {
		this.#diary.note(name, {
			date: this.#date,
			minutes,
			version: this.#app.version,
			props,
			...(occurred !== undefined && { occurred: { date: this.#date, minutes: occurred } }),
		});
	}
}
