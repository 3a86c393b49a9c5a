import type { Knex } from 'knex';
import { needsGoal } from '../../domain/events/built-in.ts';
import type { AcceptedEvent } from '../../domain/events/judge.ts';
import { goalHours, type PresetHours } from '../../domain/fasting/goal-hours.ts';
import { isUuid } from '../../domain/text/uuid.ts';

interface PresetRow {
	readonly id: string;
	readonly slug: string;
	readonly kind: PresetHours['kind'];
	readonly fasting_hours: number | string | null;
	/** Whether it is the one in the person's profile. */
	readonly is_own: unknown;
}

/**
 * Fills in the goal of fasts that began without one: that of their `preset`, else of the preset in the person's profile.
 * It stays what it was then, whatever becomes of the preset. In Ramadan the goal depends on the day and the place, which
 * only the phone knows, so there it stays open. One query for any number of events, and none when nothing is missing.
 */
export async function withGoals(
	knex: Knex,
	events: readonly AcceptedEvent[],
	user: string | null,
): Promise<readonly AcceptedEvent[]> {
	const open = events.filter(({ name, props }) => needsGoal(name, props));
	const named = new Set(open.flatMap(({ props }) => presetOf(props) ?? []));
	if (open.length === 0 || (named.size === 0 && user === null)) return events;

	const presets = await readPresets(knex, [...named], user);
	const byName = new Map(presets.flatMap((preset) => [preset.id, preset.slug].map((name) => [name, preset])));
	const own = presets.find(({ is_own }) => Boolean(Number(is_own)));
	return events.map((event) => {
		if (!needsGoal(event.name, event.props)) return event;
		const name = presetOf(event.props);
		const hours = hoursOf(name === null ? own : byName.get(name));
		return hours === null ? event : { ...event, props: { ...event.props, goal_hours: hours } };
	});
}

/** Apps know 16-8 as 16:8 too. */
function presetOf({ preset }: AcceptedEvent['props']): string | null {
	return typeof preset === 'string' ? preset.toLowerCase().replace(':', '-') : null;
}

function hoursOf(preset: PresetRow | undefined): number | null {
	if (!preset) return null;
	const { kind, fasting_hours } = preset;
	return goalHours({ kind, fasting_hours: fasting_hours === null ? null : Number(fasting_hours) });
}

async function readPresets(knex: Knex, names: readonly string[], user: string | null): Promise<PresetRow[]> {
	const own = knex('user_profiles').where({ user }).whereNotNull('fasting_preset').select('fasting_preset');
	return knex('fasting_presets')
		.whereIn('slug', names)
		.orWhereIn('id', names.filter(isUuid))
		.orWhereIn('id', own)
		.select(
			'id',
			'slug',
			'kind',
			'fasting_hours',
			knex.raw('case when id in (?) then 1 else 0 end as is_own', [own]),
		);
}
