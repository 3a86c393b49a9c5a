import { z } from 'zod';
import { isTimeZone } from '../../../domain/time/local-clock.ts';
import { ownCollections } from '../own-collections.ts';
import { isFastingHiddenFrom } from '../../../domain/fasting/hidden-from.ts';
import { profileOf, todayOf, type OwnData } from '../own-data.ts';
import { ownRoute, type OwnRoute } from '../own-route.ts';
import type { Condition } from '../own-rows.ts';
import { pageSchema, readPage, shown, shownSchema } from './pages.ts';
import { day, paging } from './parameters.ts';

export const insightRoutes: readonly OwnRoute[] = [
	ownRoute({
		method: 'get',
		path: '/me/insights',
		summary: 'Fasting statistics, the newest day first; none where fasting is hidden',
		query: z.object({
			window: z
				.enum(['7', '30'], 'use 7 or 30')
				.optional()
				.transform((value) => value && Number(value))
				.describe('Statistics over that many days; both without it'),
			as_of: day.optional().describe('Only of this day and those before it'),
			...paging,
		}),
		body: null,
		answer: pageSchema(shownSchema(ownCollections.insights)).extend({
			meta: z.object({
				next_cursor: z.string().nullable(),
				hidden: z
					.boolean()
					.describe(
						'Nothing about fasting is shown: under 18, pregnant, breastfeeding or with an eating disorder',
					),
			}),
		}),
		errors: {},
		async serve(own, { query: { window, as_of, ...page } }) {
			if (await isHidden(own)) return { body: { data: [], meta: { next_cursor: null, hidden: true } } };
			const where: Condition[] = [
				...(window ? [{ column: 'window', is: '=', value: window } as const] : []),
				...(as_of ? [{ column: 'as_of', is: '<=', value: as_of } as const] : []),
			];
			const order = [{ column: 'as_of', down: true }, { column: 'window' }, { column: 'id' }];
			const { rows, next_cursor } = await readPage(own.rows, 'insights', { where, order }, page);
			return { body: { data: rows.map(shown), meta: { next_cursor, hidden: false } } };
		},
	}),
];

async function isHidden(own: OwnData): Promise<boolean> {
	const profile = await profileOf(own);
	if (!profile) return false;
	const { timezone } = profile;
	return isFastingHiddenFrom(profile, todayOf(own, timezone && isTimeZone(timezone) ? timezone : null));
}
