import { randomUUID } from 'node:crypto';
import type { Host } from './host/index.ts';

export const privateTables = ['user_profiles', 'meal_logs', 'pantry', 'insights', 'user_targets'];

/** One row in every private collection; `refersTo` fills the references to content. */
export async function writePrivateRows(
	{ knex }: Host,
	user: string,
	refersTo: { food?: string; recipe?: string; fasting_preset?: string } = {},
): Promise<void> {
	const at = new Date();
	const day = at.toISOString().slice(0, 10);
	const { food = null, recipe = null, fasting_preset = null } = refersTo;
	const row = () => ({ id: randomUUID(), user });
	const health = { pregnant: false, lactating: false, eating_disorder: false, kidney_disease: false };
	const counts = { completed_fasts: 0, logged_fasts: 0, total_hours: 0, current_streak: 0, best_streak: 0 };

	await knex('user_profiles').insert({ ...row(), ...health, units: 'metric', version: 1, fasting_preset });
	await knex('meal_logs').insert({ ...row(), eaten_at: at, local_date: day, version: 1, food, recipe });
	await knex('pantry').insert({ ...row(), name: 'Rice', version: 1, food });
	await knex('insights').insert({
		...row(),
		...counts,
		metric: 'fasting',
		as_of: day,
		window: 7,
		definition_version: 1,
		computed_at: at,
	});
	await knex('user_targets').insert({
		...row(),
		status: 'ok',
		formula_version: 1,
		input_hash: 'x',
		effective_date: day,
		computed_at: at,
	});
}
