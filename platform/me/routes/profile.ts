import { z } from 'zod';
import type { FieldProblem } from '../../../domain/field-problem.ts';
import {
	checkProfileChanges,
	profileChanges,
	storedChanges,
	type ProfileChanges,
} from '../../../domain/people/profile-changes.ts';
import { toUs, usMeasures, type UsMeasure } from '../../../domain/people/units.ts';
import { FieldErrors } from '../../http/errors.ts';
import { ownCollections, type OwnValues } from '../own-collections.ts';
import { profileOf, todayOf, type OwnData, type Profile } from '../own-data.ts';
import { ownRoute, type OwnRoute } from '../own-route.ts';
import { changedMeanwhile } from '../own-rows.ts';
import { shown, shownSchema } from './pages.ts';

const path = '/me/profile';
const usSchema = z.number().nullable().optional().describe('Only where units is us');

const profileSchema = shownSchema(ownCollections.user_profiles, ['id']).extend({
	height_in: usSchema,
	weight_lb: usSchema,
	goal_weight_lb: usSchema,
});

/** The version of a profile that is not there yet. */
const noVersion = 0;

export const profileRoutes: readonly OwnRoute[] = [
	ownRoute({
		method: 'get',
		path,
		summary: 'What the caller told us about themselves; null before they did',
		query: z.object({}),
		body: null,
		answer: z.object({ data: profileSchema.nullable() }),
		errors: {},
		async serve(own) {
			const profile = await profileOf(own);
			return { body: { data: profile && present(profile) }, version: profile?.version ?? noVersion };
		},
	}),
	ownRoute({
		method: 'patch',
		path,
		summary: 'Changes what is sent and makes the profile at first; null clears. Metric or US measures',
		query: z.object({}),
		body: profileChanges,
		answer: z.object({ data: profileSchema }),
		errors: { 400: ['INVALID_PAYLOAD'], 412: ['PRECONDITION_FAILED'] },
		versioned: true,
		async serve(own, { body, accepted }) {
			const profile = await writeProfile(own, body, accepted);
			return { body: { data: present(profile) }, version: profile.version };
		},
	}),
];

async function writeProfile(
	own: OwnData,
	changes: ProfileChanges,
	accepted: readonly number[] | null,
): Promise<Profile> {
	const before = await profileOf(own);
	const values = valuesOf(own, changes, before);
	if (before) return own.rows.update('user_profiles', before.id, values, accepted);

	if (accepted && !accepted.includes(noVersion)) throw changedMeanwhile(noVersion);
	const { row, isNew } = await own.rows.create('user_profiles', values, []);
	if (isNew) return row;
	// Another phone made it at the same moment; whoever wanted to be the first is told.
	return own.rows.update('user_profiles', row.id, values, accepted);
}

/** @throws {FieldErrors} 400 INVALID_PAYLOAD naming every field with a problem */
function valuesOf(own: OwnData, changes: ProfileChanges, before: Profile | null): OwnValues<'user_profiles'> {
	const today = todayOf(own, changes.timezone ?? before?.timezone);
	const { fasting_preset: preset, ...stored } = storedChanges(changes);
	const presetId = preset ? own.content.presetId(preset) : preset;
	const problems: FieldProblem[] = checkProfileChanges(changes, today);
	if (preset && !presetId)
		problems.push({
			field: 'fasting_preset',
			problem: `"${preset}" is no published preset; GET /mobile/fasting-presets lists them.`,
		});
	if (problems.length > 0) throw new FieldErrors(problems);
	return {
		...stored,
		...(presetId !== undefined && { fasting_preset: presetId }),
	} as OwnValues<'user_profiles'>;
}

function present(profile: Profile): Record<string, unknown> {
	const { id: _, ...fields } = shown(profile);
	if (profile.units !== 'us') return fields;
	const us = Object.entries(usMeasures).map(([name, { stored }]) => {
		const value = profile[stored];
		return [name, value === null ? null : toUs(name as UsMeasure, value)];
	});
	return { ...fields, ...Object.fromEntries(us) };
}
