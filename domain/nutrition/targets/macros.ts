import { floorWhole, roundHalfUp } from '../round.ts';
import { weightAtIndex } from './body-mass.ts';
import { RDA_PROTEIN_G_PER_KG } from './plan.ts';

/** General Atwater factors, kcal per g. */
const KCAL = { protein: 4, carb: 4, fat: 9 } as const;
/** Acceptable range of protein for adults, as a share of energy (IOM, Health Canada). */
const PROTEIN_SHARE = { min: 0.1, max: 0.35 } as const;
/** Low end of the acceptable range of fat. */
const FAT_SHARE_MIN = 0.2;
/** RDA of carbohydrate, g a day. */
const CARB_RDA_G = 130;
/** Protein counts by body weight up to this body mass index; a continuous cap, so no weight makes it jump. Our own. */
const REFERENCE_BMI = 30;

export type MacroFlag = 'carb_below_rda' | 'outside_amdr';

/** What decides the macros of a day. */
export interface MacroRule {
	readonly protein_g_per_kg: number;
	readonly fat_share: number;
	/** Limits on carbohydrate, of which the lower holds; with one, fat takes the rest of the energy. */
	readonly carb_share_max: number | null;
	readonly carb_g_max: number | null;
	/** Keeps protein at what the weight asks for, even below 10 % of energy. */
	readonly protein_is_limited: boolean;
}

/** g a day */
export interface Macros {
	readonly protein_g: number;
	readonly fat_g: number;
	readonly carb_g: number;
}

export interface MacroPlan extends Macros {
	readonly unrounded: Macros;
	readonly flags: readonly MacroFlag[];
}

/** The weight that protein is counted by, in kg. */
export function referenceWeight(weightKg: number, heightCm: number): number {
	return Math.min(weightKg, weightAtIndex(REFERENCE_BMI, heightCm));
}

/**
 * Protein, fat and carbohydrate of a day, in whole grams. What takes the rest of the energy is rounded last, from the
 * rounded others: 4P + 4C + 9F differs from the energy by at most 2 kcal, or 4.5 where the rest is fat.
 *
 * @param kcal energy of the day, whole.
 */
export function planMacros(kcal: number, referenceWeightKg: number, rule: MacroRule): MacroPlan {
	return rule.carb_share_max === null && rule.carb_g_max === null
		? balanced(kcal, referenceWeightKg, rule)
		: carbLimited(kcal, referenceWeightKg, rule);
}

function balanced(kcal: number, referenceWeightKg: number, rule: MacroRule): MacroPlan {
	const protein = proteinFor(kcal, referenceWeightKg, rule);
	const fat = (rule.fat_share * kcal) / KCAL.fat;
	const unrounded = { protein_g: protein, fat_g: fat, carb_g: carbBeside(kcal, protein, fat) };

	const wanted = { protein_g: roundHalfUp(protein, 0), fat_g: roundHalfUp(fat, 0) };
	const fat_g = makeRoomInFat(kcal, wanted.protein_g, wanted.fat_g);
	const protein_g = makeRoomInProtein(kcal, referenceWeightKg, wanted.protein_g, fat_g);
	const carb_g = roundHalfUp(carbBeside(kcal, protein_g, fat_g), 0);
	return { protein_g, fat_g, carb_g, unrounded, flags: carb_g < CARB_RDA_G ? ['carb_below_rda'] : [] };
}

function carbLimited(kcal: number, referenceWeightKg: number, rule: MacroRule): MacroPlan {
	const protein = proteinFor(kcal, referenceWeightKg, rule);
	const share = ((rule.carb_share_max ?? 1) * kcal) / KCAL.carb;
	const carb = Math.min(share, rule.carb_g_max ?? Number.POSITIVE_INFINITY);
	const unrounded = { protein_g: protein, fat_g: fatBeside(kcal, protein, carb), carb_g: carb };

	const protein_g = roundHalfUp(protein, 0);
	const carb_g = floorWhole(carb);
	const fat_g = roundHalfUp(fatBeside(kcal, protein_g, carb_g), 0);
	return { protein_g, fat_g, carb_g, unrounded, flags: ['outside_amdr'] };
}

function proteinFor(kcal: number, referenceWeightKg: number, rule: MacroRule): number {
	const wanted = rule.protein_g_per_kg * referenceWeightKg;
	const least = rule.protein_is_limited ? 0 : (PROTEIN_SHARE.min * kcal) / KCAL.protein;
	return Math.min(Math.max(wanted, least), (PROTEIN_SHARE.max * kcal) / KCAL.protein);
}

/** Lowers fat, to 20 % of energy at the least, until carbohydrate reaches its RDA. */
function makeRoomInFat(kcal: number, proteinG: number, fatG: number): number {
	const least = roundHalfUp((FAT_SHARE_MIN * kcal) / KCAL.fat, 0);
	const roomy = floorWhole(fatBeside(kcal, proteinG, CARB_RDA_G));
	return roundedCarb(kcal, proteinG, fatG) < CARB_RDA_G ? Math.min(fatG, Math.max(least, roomy)) : fatG;
}

/** Then lowers protein, to its own RDA and 10 % of energy at the least. */
function makeRoomInProtein(kcal: number, referenceWeightKg: number, proteinG: number, fatG: number): number {
	const rda = RDA_PROTEIN_G_PER_KG * referenceWeightKg;
	const least = roundHalfUp(Math.max(rda, (PROTEIN_SHARE.min * kcal) / KCAL.protein), 0);
	const roomy = floorWhole((kcal - KCAL.fat * fatG - KCAL.carb * CARB_RDA_G) / KCAL.protein);
	return roundedCarb(kcal, proteinG, fatG) < CARB_RDA_G
		? Math.min(proteinG, Math.max(least, roomy))
		: proteinG;
}

const roundedCarb = (kcal: number, proteinG: number, fatG: number): number =>
	roundHalfUp(carbBeside(kcal, proteinG, fatG), 0);

const carbBeside = (kcal: number, proteinG: number, fatG: number): number =>
	(kcal - KCAL.protein * proteinG - KCAL.fat * fatG) / KCAL.carb;

const fatBeside = (kcal: number, proteinG: number, carbG: number): number =>
	(kcal - KCAL.protein * proteinG - KCAL.carb * carbG) / KCAL.fat;
