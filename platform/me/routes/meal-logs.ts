import { z } from 'zod';
import { dayTotals, emptyDay, type DaySums, type DayTarget } from '../../../domain/meals/day-totals.ts';
import { LOGGED_NUTRIENTS } from '../../../domain/meals/portion.ts';
import { addDays } from '../../../domain/time/civil-date.ts';
import { dayTotalsSchema } from '../../../schema/answers/own.ts';
import { invalidQuery } from '../../http/errors.ts';
import { createOnce } from '../create-once.ts';
import { changedMeal, mealTime, newMeal } from '../meals.ts';
import { ownCollections, type OwnRow } from '../own-collections.ts';
import { profileOf, todayOf, type OwnData } from '../own-data.ts';
import { ownRoute, type OwnRoute } from '../own-route.ts';
import type { Condition } from '../own-rows.ts';
import { amount, clientId, contentName, fixed, name, note, quantity } from './bodies.ts';
import { pageSchema, readPage, shown, shownSchema } from './pages.ts';
import { day, isRange, paging, rangeRemedy } from './parameters.ts';
import { currentTarget } from './targets.ts';
import { readOne, removeOne } from './single.ts';

const path = '/me/meal-logs';

const mealSchema = shownSchema(ownCollections.meal_logs);
const answer = z.object({ data: mealSchema });

const changeable = {
	eaten_at: z.iso
		.datetime({ offset: true, error: 'must be a time with its offset, such as 2026-01-31T13:05:00+03:00' })
		.optional()
		.describe('Now without it'),
	meal: z
		.enum(
			['breakfast', 'lunch', 'dinner', 'snack', 'suhoor', 'iftar'],
			'must be one of: breakfast, lunch, dinner, snack, suhoor, iftar',
		)
		.nullish(),
	grams: amount(20_000, 'grams'),
	servings: amount(200, 'servings'),
	name_en: name,
	name_ar: name,
	kcal: quantity(20_000, 'kcal'),
	protein_g: quantity(5_000, 'grams'),
	carb_g: quantity(5_000, 'grams'),
	fat_g: quantity(5_000, 'grams'),
	fibre_g: quantity(5_000, 'grams'),
	sugar_g: quantity(5_000, 'grams'),
	sat_fat_g: quantity(5_000, 'grams'),
	sodium_mg: quantity(400_000, 'milligrams'),
	note,
};

const newMealSchema = z.strictObject({
	client_id: clientId,
	food: contentName('food'),
	recipe: contentName('recipe'),
	...changeable,
});

const range = z.object({
	from: day.optional().describe('First local date; six days before "to" without it'),
	to: day.optional().describe('Last local date; today without it'),
});

const newestFirst = [
	{ column: 'eaten_at', down: true },
	{ column: 'id', down: true },
] as const;

export const mealRoutes: readonly OwnRoute[] = [
	ownRoute({
		method: 'get',
		path,
		summary: 'Meals, the newest first',
		query: z.object({
			from: day.optional().describe('First local date'),
			to: day.optional().describe('Last local date'),
			...paging,
		}),
		body: null,
		answer: pageSchema(mealSchema),
		errors: {},
		async serve(own, { query: { from, to, ...page } }) {
			const where = localDates(from, to);
			const { rows, next_cursor } = await readPage(
				own.rows,
				'meal_logs',
				{ where, order: newestFirst },
				page,
			);
			return { body: { data: rows.map(shown), meta: { next_cursor } } };
		},
	}),
	ownRoute({
		method: 'get',
		path: `${path}/days`,
		summary: 'Totals of each local date, and what is left of the current target',
		query: range,
		body: null,
		answer: z.object({ data: z.array(dayTotalsSchema) }),
		errors: {},
		async serve(own, { query }) {
			const profile = await profileOf(own);
			const to = query.to ?? todayOf(own, profile?.timezone);
			const from = query.from ?? addDays(to, -6);
			if (!isRange({ from, to })) throw invalidQuery('from', rangeRemedy);
			const [days, target] = [await sumDays(own, from, to), dayTarget(await currentTarget(own))];
			return { body: { data: days.map((sums) => dayTotals(sums, target)) } };
		},
	}),
	ownRoute({
		method: 'post',
		path,
		summary: 'Logs a meal: a food or a recipe in grams or servings, or an entry with figures of its own',
		query: z.object({}),
		body: newMealSchema,
		answer,
		errors: { 400: ['INVALID_PAYLOAD'], 409: ['CLIENT_ID_TAKEN'] },
		async serve(own, { body }) {
			const profile = await profileOf(own);
			const { client_id: _, eaten_at, meal = null, note: remark = null, ...fields } = body;
			const { row, isNew } = await createOnce(own.rows, 'meal_logs', body, () => ({
				...mealTime(eaten_at, own.now, profile?.timezone),
				...newMeal(own, fields as never),
				meal,
				note: remark,
			}));
			return { ...(isNew && { status: 201 }), body: { data: shown(row) }, version: row.version };
		},
	}),
	readOne({ collection: 'meal_logs', path: `${path}/:id`, summary: 'One meal' }, answer),
	ownRoute({
		method: 'patch',
		path: `${path}/:id`,
		summary: 'Corrects a meal: when, how much, and for an entry with figures of its own everything',
		query: z.object({}),
		body: z.strictObject(changeable),
		refused: { food: fixed, recipe: fixed, client_id: fixed },
		answer,
		errors: { 400: ['INVALID_PAYLOAD'], 404: ['NOT_FOUND'], 412: ['PRECONDITION_FAILED'] },
		versioned: true,
		async serve(own, { params, body, accepted }) {
			const before = await own.rows.get('meal_logs', params['id']!);
			const { eaten_at, meal, note: remark, ...fields } = body;
			const values = {
				...(eaten_at && mealTime(eaten_at, own.now, (await profileOf(own))?.timezone)),
				...(meal !== undefined && { meal }),
				...(remark !== undefined && { note: remark }),
				...changedMeal(own, before, fields as never),
			};
			const row = await own.rows.update('meal_logs', before.id, values, accepted);
			return { body: { data: shown(row) }, version: row.version };
		},
	}),
	removeOne({ collection: 'meal_logs', path: `${path}/:id`, summary: 'Deletes a meal' }),
];

const localDates = (from: string | undefined, to: string | undefined): Condition[] => [
	...(from ? [{ column: 'local_date', is: '>=', value: from } as const] : []),
	...(to ? [{ column: 'local_date', is: '<=', value: to } as const] : []),
];

/** Every day of a range, also those without a meal. */
async function sumDays({ rows }: OwnData, from: string, to: string): Promise<DaySums[]> {
	const groups = await rows.sums('meal_logs', {
		by: 'local_date',
		columns: LOGGED_NUTRIENTS,
		where: localDates(from, to),
	});
	const known = new Map(
		groups.map(({ group, rows: meals, ...sums }) => [group, { date: group, meals, ...sums } as DaySums]),
	);
	const days: DaySums[] = [];
	for (let date = from; date <= to; date = addDays(date, 1)) days.push(known.get(date) ?? emptyDay(date));
	return days;
}

/** The figures of a target that meals count against; null where there are none. */
function dayTarget(target: OwnRow<'user_targets'> | null): DayTarget | null {
	if (target?.status !== 'ok') return null;
	const { target_kcal, protein_g, carb_g, fat_g, fibre_g, sat_fat_max_g, sodium_max_mg } = target;
	return {
		kcal: target_kcal,
		protein_g,
		carb_g,
		fat_g,
		fibre_g,
		sat_fat_g: sat_fat_max_g,
		sodium_mg: sodium_max_mg,
	};
}
