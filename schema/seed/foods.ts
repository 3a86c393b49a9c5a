import { foodTags } from './food-tags.ts';
import { foodTable } from './foods-table.ts';
import type { FoodColumns } from './foods-table.ts';
import type { NutritionTag } from './nutrition-tag.ts';

/** Nutrition per 100 g; `null` is unknown, not zero. */
export interface FoodRow {
	slug: string;
	name_en: string;
	name_ar: string;
	category: string;
	kcal: number;
	protein_g: number;
	carb_g: number;
	fat_g: number;
	fibre_g: number | null;
	sugar_g: number | null;
	sat_fat_g: number | null;
	sodium_mg: number | null;
	water_g: number | null;
	/** USDA carbohydrate includes fibre. */
	carb_convention: 'by_difference';
	tags: NutritionTag[];
	source: string;
	source_id: string;
	source_description: string;
}

function foodRow(columns: FoodColumns): FoodRow {
	const [slug, name_en, name_ar, category, kcal, protein_g, carb_g, fat_g, ...rest] = columns;
	const [fibre_g, sugar_g, sat_fat_g, sodium_mg, water_g, source_id, source_description] = rest;
	const facts = {
		slug,
		name_en,
		name_ar,
		category,
		kcal,
		protein_g,
		carb_g,
		fat_g,
		fibre_g,
		sugar_g,
		sat_fat_g,
		sodium_mg,
		water_g,
		carb_convention: 'by_difference',
		source: 'USDA SR28',
		source_id,
		source_description,
	} as const;

	return { ...facts, tags: foodTags(facts) };
}

export const foods: FoodRow[] = foodTable.map(foodRow);
