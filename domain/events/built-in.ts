import type { EventProps, EventType } from './event-type.ts';
import type { Property } from './property.ts';

const identifier = (meaning: string) => ({ type: 'identifier', meaning }) as const;

const choice = <const Value extends string>(meaning: string, values: readonly Value[]) =>
	({ type: 'choice', values, meaning }) as const;

const integer = (meaning: string, max: number, min = 0) => ({ type: 'integer', min, max, meaning }) as const;

const required = <P extends object>(property: P) => ({ ...property, required: true }) as const;

const eventType = <const P extends Readonly<Record<string, Property>>>(meaning: string, properties: P) =>
	({ schemaVersion: 1, meaning, properties }) as const;

/** The longest that the app offers is 72 h; a week is beyond any doubt. */
const longestGoalHours = 168;

const fastId = identifier('The same for the start, the end and every edit of one fast');

const screen = {
	screen_key: required(identifier('The screen, such as home')),
	revision: integer('The published revision that was shown', 2_147_483_647),
	schema_version: integer('The schema version of that revision', 100_000),
};

const signIn = choice('How', ['email', 'apple', 'google', 'phone', 'other']);

/** The events that every app may send, by name. Administrators add others as rows of `event_types`. */
export const builtInEvents = {
	auth_signup: eventType('Somebody made an account.', { method: signIn }),
	auth_login: eventType('Somebody logged in.', { method: signIn }),
	app_opened: eventType('The app came to the front.', {
		source: choice('What opened it', ['icon', 'notification', 'widget', 'link']),
	}),
	onboarding_completed: eventType('The first questions were answered.', {
		goal: choice('What was chosen', ['lose', 'maintain', 'gain']),
	}),
	fast_started: eventType('A fast began, at `occurred_at` if that was corrected by hand.', {
		fast_id: fastId,
		goal_hours: {
			type: 'number',
			min: 1,
			max: longestGoalHours,
			meaning:
				'Its goal at that moment; the server fills it in from `preset`, else from the person’s profile',
		},
		preset: identifier('Slug or id of the fasting preset'),
	}),
	fast_ended: eventType('A fast ended, or its end was changed.', { fast_id: fastId }),
	meal_logged: eventType('A meal was logged; what was eaten stays in the log.', {
		meal: choice('Which', ['breakfast', 'lunch', 'dinner', 'snack', 'suhoor', 'iftar']),
		kind: choice('What it was logged from', ['food', 'recipe', 'custom']),
	}),
	suggestion_viewed: eventType('Something that the app suggests was on the screen.', {
		kind: required(identifier('What it is, such as recipe, food or video')),
		id: required(identifier('Its slug or id')),
	}),
	suggestion_opened: eventType('A suggestion was tapped.', {
		kind: required(identifier('What it is, such as recipe, food or video')),
		id: required(identifier('Its slug or id')),
	}),
	video_started: eventType('A video began to play.', {
		video: required(identifier('Its slug or id')),
	}),
	video_completed: eventType('A video was watched to its end.', {
		video: required(identifier('Its slug or id')),
		watched_s: integer('Seconds that were watched', 86_400),
	}),
	screen_viewed: eventType('A screen was shown.', {
		...screen,
		served: choice('Whether it was the newest or the last that this app can render', ['exact', 'last_good']),
	}),
	screen_render_failed: eventType('A screen, or a component of it, could not be shown.', {
		...screen,
		component: identifier('The type of the component at fault'),
		reason: identifier('A short code, no message'),
	}),
	upgrade_prompted: eventType('The app was told to upgrade.', {
		level: required(choice('Whether it may go on', ['soft', 'hard'])),
		screen_key: identifier('The screen that asked for it'),
	}),
	notification_opened: eventType('A notification was tapped.', {
		kind: required(identifier('Which one, such as fast_goal_reached')),
	}),
} as const satisfies Readonly<Record<string, EventType>>;

export type BuiltInEvents = typeof builtInEvents;
export type BuiltInEventName = keyof BuiltInEvents;

type ValueOf<P> = P extends { readonly type: 'choice'; readonly values: readonly (infer Value)[] }
	? Value
	: P extends { readonly type: 'identifier' }
		? string
		: P extends { readonly type: 'boolean' }
			? boolean
			: number;

type RequiredNames<P> = {
	[Name in keyof P]: P[Name] extends { readonly required: true } ? Name : never;
}[keyof P];

/** What an app hands over with an event of this name. */
export type PropsOf<Name extends BuiltInEventName> = PropsIn<BuiltInEvents[Name]['properties']>;

type PropsIn<P> = Flat<
	{ readonly [Name in RequiredNames<P>]: ValueOf<P[Name]> } & {
		readonly [Name in Exclude<keyof P, RequiredNames<P>>]?: ValueOf<P[Name]> | undefined;
	}
>;

type Flat<T> = { [Key in keyof T]: T[Key] };

/** The properties of every event, by name. */
export type BuiltInProps = { readonly [Name in BuiltInEventName]: PropsOf<Name> };

export const isBuiltIn = (name: string): name is BuiltInEventName => Object.hasOwn(builtInEvents, name);

/** `preset` or the profile decides when a phone sends no goal. */
export const needsGoal = (name: string, props: EventProps): boolean =>
	name === 'fast_started' && props['goal_hours'] === undefined;
