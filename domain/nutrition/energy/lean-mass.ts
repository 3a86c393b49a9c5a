export interface LeanMassTable {
	/** kcal a day */
	readonly constant: number;
	/** kcal a day for each kg of lean body mass */
	readonly leanMass: number;
}

/** Cunningham 1991 (PMID 1957828), in popular use under the names Katch and McArdle. */
export const KATCH_MCARDLE: LeanMassTable = { constant: 370, leanMass: 21.6 };

/** Cunningham 1980. */
export const CUNNINGHAM_1980: LeanMassTable = { constant: 500, leanMass: 22 };

/** Body fat that we believe a measurement of, in % of weight; our own limits. */
export const BODY_FAT_PCT = { min: 3, max: 70 } as const;

/** Lean body mass in kg. The body fat must have been measured: one that is guessed from the BMI says nothing new. */
export function leanMass(weightKg: number, bodyFatPct: number): number {
	return weightKg * (1 - bodyFatPct / 100);
}

/** Resting energy expenditure in kcal a day, not rounded, from lean body mass in kg. For adults of either sex. */
export function restingFromLeanMass(leanMassKg: number, table: LeanMassTable): number {
	return table.constant + table.leanMass * leanMassKg;
}
