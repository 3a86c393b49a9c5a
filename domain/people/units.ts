import { roundHalfUp } from '../nutrition/round.ts';

/** Kilograms in a pound, exactly, by the international agreement of 1959. */
export const KG_PER_LB = 0.45359237;
/** Centimetres in an inch, exactly, by the same agreement. */
export const CM_PER_IN = 2.54;

/** US measures and the metric columns that they are stored in. */
export const usMeasures = {
	height_in: { stored: 'height_cm', factor: CM_PER_IN },
	weight_lb: { stored: 'weight_kg', factor: KG_PER_LB },
	goal_weight_lb: { stored: 'goal_weight_kg', factor: KG_PER_LB },
} as const;

export type UsMeasure = keyof typeof usMeasures;

/** A US measure in the unit of its column, unrounded. */
export const toMetric = (name: UsMeasure, value: number): number => value * usMeasures[name].factor;

/** The value of a metric column as a US measure, to two decimals: what was entered so comes back as it was. */
export const toUs = (name: UsMeasure, stored: number): number =>
	roundHalfUp(stored / usMeasures[name].factor, 2);
