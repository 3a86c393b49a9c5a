/** The nutrient columns of `foods`, per 100 g: energy in kcal, sodium in mg, the others in g. */
export const NUTRIENTS = [
	'kcal',
	'protein_g',
	'carb_g',
	'fat_g',
	'fibre_g',
	'sugar_g',
	'sat_fat_g',
	'sodium_mg',
	'water_g',
	'alcohol_g',
] as const;

export type Nutrient = (typeof NUTRIENTS)[number];

/** Null and absent both mean unknown, which is not zero. */
export type NutrientValues = { [N in Nutrient]?: number | null | undefined };
