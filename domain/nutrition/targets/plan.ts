import { DEFAULT_FORMULA, needsBodyFat, type EnergyFormula } from '../energy/maintenance.ts';
import type { Sex } from '../energy/person.ts';
import { variantOf } from './diet-variants.ts';
import type { GoalDefaults } from './goal-defaults.ts';
import type { Pace, Profile } from './profile.ts';

/** Protein for people with kidney disease: the RDA, in g per kg. */
export const RDA_PROTEIN_G_PER_KG = 0.8;

/** What of a goal's numbers counts for one person. Other paces, the other sex's floor and other diets are left out. */
export interface Plan {
	readonly energy_formula: EnergyFormula;
	/** The goal's equation needs the body fat and the person did not measure it. */
	readonly lacks_body_fat: boolean;
	readonly change: Change;
	readonly protein_g_per_kg: number;
	readonly fat_share: number;
	readonly carb_share_max: number | null;
	readonly carb_g_max: number | null;
}

export type Change =
	| { readonly goal: 'maintain' }
	| {
			readonly goal: 'lose';
			readonly pace: Pace;
			readonly share: number;
			readonly max_kcal: number;
			readonly max_kcal_per_kg: number;
			readonly floor_kcal: number;
	  }
	| { readonly goal: 'gain'; readonly share: number; readonly max_kcal: number };

/** @param sex must be known where the goal is to lose weight; the floor differs. */
export function planFor(profile: Profile, defaults: GoalDefaults, sex: Sex): Plan {
	const variant = variantOf(profile.diet, defaults.diet_variants, defaults.high_protein_g_per_kg);
	const lacksBodyFat = needsBodyFat(defaults.energy_formula) && profile.body_fat_pct === null;
	return {
		energy_formula: lacksBodyFat ? DEFAULT_FORMULA : defaults.energy_formula,
		lacks_body_fat: lacksBodyFat,
		change: changeFor(profile, defaults, sex),
		protein_g_per_kg: profile.kidney_disease
			? RDA_PROTEIN_G_PER_KG
			: (variant.protein_g_per_kg ?? defaults.protein_g_per_kg),
		fat_share: variant.fat_share ?? defaults.fat_share,
		carb_share_max: variant.carb_share_max ?? null,
		carb_g_max: variant.carb_g_max ?? null,
	};
}

function changeFor(profile: Profile, defaults: GoalDefaults, sex: Sex): Change {
	if (defaults.goal === 'maintain') return { goal: 'maintain' };
	if (defaults.goal === 'gain')
		return { goal: 'gain', share: defaults.surplus_share, max_kcal: defaults.max_surplus_kcal };
	const pace = profile.pace ?? 'standard';
	return {
		goal: 'lose',
		pace,
		share: defaults[`pace_${pace}`],
		max_kcal: defaults.max_deficit_kcal,
		max_kcal_per_kg: defaults.max_deficit_kcal_per_kg,
		floor_kcal: sex === 'female' ? defaults.floor_kcal_female : defaults.floor_kcal_male,
	};
}
