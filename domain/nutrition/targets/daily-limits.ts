import type { Sex } from '../energy/person.ts';
import { floorWhole, roundHalfUp } from '../round.ts';

/** Basis of the adequate intake of fibre (IOM): g for each 1,000 kcal. */
const FIBRE_G_PER_1000_KCAL = 14;
/** WHO 2023: at least this much fibre, g a day. */
const FIBRE_MIN_G = 25;
/** WHO: free sugars below a tenth of energy. */
const FREE_SUGAR_SHARE = 0.1;
/** WHO 2023 and the Dietary Guidelines for Americans: saturated fat below a tenth of energy. */
const SAT_FAT_SHARE = 0.1;
/** WHO: sodium of 5 g salt, mg a day. */
const SODIUM_MAX_MG = 2000;
/** Adequate intake of water from food and drink (IOM), ml a day. */
const WATER_ML: Readonly<Record<Sex, number>> = { male: 3700, female: 2700 };

export interface DailyLimits {
	readonly fibre_g: number;
	readonly free_sugar_max_g: number;
	readonly sat_fat_max_g: number;
	readonly sodium_max_mg: number;
	readonly water_total_ml: number;
}

/** @param kcal energy of the day, whole. */
export function dailyLimits(kcal: number, sex: Sex): DailyLimits {
	return {
		fibre_g: Math.max(FIBRE_MIN_G, roundHalfUp((FIBRE_G_PER_1000_KCAL * kcal) / 1000, 0)),
		free_sugar_max_g: floorWhole((FREE_SUGAR_SHARE * kcal) / 4),
		sat_fat_max_g: floorWhole((SAT_FAT_SHARE * kcal) / 9),
		sodium_max_mg: SODIUM_MAX_MG,
		water_total_ml: WATER_ML[sex],
	};
}
