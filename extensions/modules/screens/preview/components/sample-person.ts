/** The made-up person whose day stands on the phone. A payload holds no numbers of anybody. */
export const samplePerson = {
	nutrients: {
		kcal: { have: 1120, target: 1850, unit: 'unit_kcal' },
		protein_g: { have: 62, target: 95, unit: 'unit_g' },
		carb_g: { have: 128, target: 210, unit: 'unit_g' },
		fat_g: { have: 38, target: 62, unit: 'unit_g' },
		fibre_g: { have: 19, target: 30, unit: 'unit_g' },
		free_sugar_max_g: { have: 18, target: 45, unit: 'unit_g' },
		sodium_max_mg: { have: 1240, target: 2000, unit: 'unit_mg' },
		water_total_ml: { have: 1400, target: 2500, unit: 'unit_ml' },
	},
	streak: { current: 5, best: 12 },
	fast: { share: 0.66, elapsed: '09:12', startsAt: '20:00', endsAt: '10:00' },
	meals: [
		{ meal: 'breakfast', name: 'meal_1', kcal: 340 },
		{ meal: 'lunch', name: 'meal_2', kcal: 210 },
		{ meal: 'lunch', name: 'meal_3', kcal: 570 },
	],
	/** One value for each step of a chart, the latest last. */
	series: {
		weight_kg: { values: [73.9, 73.7, 73.8, 73.3, 73.4, 73, 72.8, 72.9, 72.5, 72.4], unit: 'unit_kg' },
		adherence_pct: { values: [60, 72, 65, 80, 78, 84, 80, 86, 83, 88], unit: 'unit_percent' },
		avg_hours: { values: [12.1, 12.6, 12.3, 13, 13.2, 12.9, 13.4, 13.1, 13.6, 13.5], unit: 'unit_hours' },
		kcal: { values: [1920, 1780, 1860, 2040, 1810, 1790, 1900, 1840, 1760, 1830], unit: 'unit_kcal' },
		protein_g: { values: [70, 78, 74, 82, 80, 88, 84, 90, 86, 92], unit: 'unit_g' },
	},
	insights: {
		completed_fasts: { value: 6, unit: null },
		avg_hours: { value: 13.5, unit: 'unit_hours' },
		completion_rate_pct: { value: 86, unit: 'unit_percent' },
		adherence_pct: { value: 88, unit: 'unit_percent' },
		current_streak: { value: 5, unit: null },
	},
	facts: {
		goal: 'value_goal',
		pace: 'value_pace',
		height_cm: [168, 'unit_cm'],
		weight_kg: [72.4, 'unit_kg'],
		goal_weight_kg: [68, 'unit_kg'],
		activity: 'value_activity',
		diet: 'value_diet',
		fasting_preset: '14:10',
	},
} as const;
