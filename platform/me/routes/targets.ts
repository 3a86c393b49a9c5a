import { z } from 'zod';
import type { Locale } from '../../../domain/content/localise.ts';
import { missingForTarget } from '../../../domain/people/profile-changes.ts';
import { explanationOf } from '../explanation.ts';
import { ownCollections, type OwnRow } from '../own-collections.ts';
import { profileOf, type OwnData } from '../own-data.ts';
import { ownRoute, type OwnRoute } from '../own-route.ts';
import type { SortKey } from '../own-rows.ts';
import { pageSchema, readPage, shown, shownSchema } from './pages.ts';
import { language, paging } from './parameters.ts';

const newestFirst: readonly SortKey[] = [
	{ column: 'effective_date', down: true },
	{ column: 'computed_at', down: true },
	{ column: 'id', down: true },
];

/** How the machine tells equal inputs apart is nobody's concern. */
const targetSchema = shownSchema(ownCollections.user_targets, ['input_hash']).extend({
	explanation: z.array(z.string()).describe('Why this number, in sentences'),
});

export const targetRoutes: readonly OwnRoute[] = [
	ownRoute({
		method: 'get',
		path: '/me/targets',
		summary: 'The target that holds now; without one, null and what the profile lacks for it',
		query: z.object({ locale: language }),
		body: null,
		answer: z.object({
			data: targetSchema.nullable(),
			meta: z.object({ missing: z.array(z.string()).describe('Fields of the profile to fill in') }),
		}),
		errors: {},
		async serve(own, { query }) {
			const [profile, target] = [await profileOf(own), await currentTarget(own)];
			const locale = query.locale ?? profile?.locale ?? 'en';
			const missing = target?.missing ?? missingForTarget(profile);
			return { body: { data: target && present(target, locale), meta: { missing } } };
		},
	}),
	ownRoute({
		method: 'get',
		path: '/me/targets/history',
		summary: 'Every target there was, the newest first',
		query: z.object({ locale: language, ...paging }),
		body: null,
		answer: pageSchema(targetSchema),
		errors: {},
		async serve(own, { query }) {
			const locale = query.locale ?? (await profileOf(own))?.locale ?? 'en';
			const page = await readPage(own.rows, 'user_targets', { order: newestFirst }, query);
			const { next_cursor } = page;
			return { body: { data: page.rows.map((row) => present(row, locale)), meta: { next_cursor } } };
		},
	}),
];

/** The newest target that no other has superseded. */
export const currentTarget = ({ rows }: OwnData): Promise<OwnRow<'user_targets'> | null> =>
	rows.first('user_targets', {
		where: [{ column: 'superseded_at', is: '=', value: null }],
		order: newestFirst,
	});

function present(target: OwnRow<'user_targets'>, locale: Locale): Record<string, unknown> {
	const { input_hash: _, ...fields } = shown(target);
	return { ...fields, explanation: explanationOf(target, locale) };
}
