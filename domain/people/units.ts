import {
	centimetresToInches,
	inchesToCentimetres,
	kilogramsToPounds,
	poundsToKilograms,
} from '../nutrition/units/convert.ts';
import { roundHalfUp } from '../nutrition/round.ts';

/** US measures, the metric columns that they are stored in, and the ways between. */
export const usMeasures = {
	height_in: { stored: 'height_cm', toMetric: inchesToCentimetres, toUs: centimetresToInches },
	weight_lb: { stored: 'weight_kg', toMetric: poundsToKilograms, toUs: kilogramsToPounds },
	goal_weight_lb: { stored: 'goal_weight_kg', toMetric: poundsToKilograms, toUs: kilogramsToPounds },
} as const;

export type UsMeasure = keyof typeof usMeasures;

/** A US measure in the unit of its column, unrounded. */
export const toMetric = (name: UsMeasure, value: number): number => usMeasures[name].toMetric(value);

/** The value of a metric column as a US measure, to two decimals: what was entered so comes back as it was. */
export const toUs = (name: UsMeasure, stored: number): number =>
	roundHalfUp(usMeasures[name].toUs(stored), 2);
