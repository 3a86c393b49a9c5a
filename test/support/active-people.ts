import type { Host } from './host/index.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const windowDays = 28;

interface Group {
	platform: 'ios' | 'android';
	app_version: string;
	people: number;
	/** The highest schema version that these apps render. */
	schema: 1 | 2;
	/** What they used before they updated, on different days of the window. */
	before?: string;
	/** Days since they were last there. */
	quietFor?: number;
}

/** 400 people of the last 28 days, 398 of them of the last 7. */
const groups: readonly Group[] = [
	{ platform: 'ios', app_version: '1.4.0', people: 150, schema: 2, before: '1.3.0' },
	{ platform: 'android', app_version: '1.4.0', people: 120, schema: 2, before: '1.2.0' },
	{ platform: 'ios', app_version: '1.3.0', people: 60, schema: 1, before: '1.1.0' },
	{ platform: 'android', app_version: '1.2.0', people: 45, schema: 1, before: '1.0.2' },
	{ platform: 'ios', app_version: '1.1.0', people: 20, schema: 1 },
	{ platform: 'android', app_version: '1.0.2', people: 1, schema: 1 },
	{ platform: 'android', app_version: '1.0.2', people: 2, schema: 1, quietFor: 10 },
	{ platform: 'android', app_version: '0.9.0', people: 2, schema: 1 },
];

/** Whom a minimum version blocks of these people, counted here by hand. */
export const activePeople = {
	total: { 7: 398, 28: 400 },
	/** By 1.1.0, of whom two are below the 1.0.0 of the seeded screens already. */
	blockedBy_1_1_0: { 7: 3, 28: 5 },
	newlyBlockedBy_1_1_0: { 7: 1, 28: 3 },
	alreadyBlocked: { 7: 2, 28: 2 },
	/** On 1.1.0 and later, in apps that do not render schema version 2. */
	lastGoodOfSchema2: { 7: 125, 28: 125 },
	newlyBlockedBy_1_3_0: { 28: 68 },
} as const;

/** Plants the events of people who open the app every third day and look at home; `times` as many as above. */
export async function plantActivePeople(host: Host, times = 1): Promise<void> {
	const now = Date.now();
	const rows = groups.flatMap((group, place) =>
		Array.from({ length: group.people * times }, (_, person) => daysOf(group, place, person, now)).flat(),
	);
	const isSqlite = host.knex.client.config.client !== 'pg';
	const stored = rows.map(({ at, ...row }) => {
		const time = isSqlite ? at : new Date(at);
		return { ...row, received_at: time, ts: time };
	});
	await host.knex.batchInsert('events', stored, 50);
}

function daysOf(group: Group, place: number, person: number, now: number) {
	const { platform, app_version, schema, before, quietFor = 0 } = group;
	const updatedDaysAgo = person % 21;
	const days = Array.from({ length: windowDays }, (_, day) => day).filter(
		(day) => day >= quietFor && (day + person) % 3 === 0,
	);
	return days.flatMap((day) => {
		const at = now - day * dayMs - hourMs;
		const isBefore = before !== undefined && day > Math.max(updatedDaysAgo, days[0]!);
		const common = {
			user_hash: `active-${place}-${person}`,
			platform,
			app_version: isBefore ? before : app_version,
			at,
		};
		const shown = { screen_key: 'home', schema_version: isBefore ? 1 : schema };
		const id = `active-${place}-${person}-${day}`;
		return [
			{ ...common, event_id: `${id}-open`, name: 'app_opened', props: '{}' },
			{ ...common, event_id: `${id}-view`, name: 'screen_viewed', props: JSON.stringify(shown) },
		];
	});
}
