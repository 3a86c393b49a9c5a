/** The international pound, in kg; exact by definition. */
const KG_PER_POUND = 0.45359237;
/** The international inch, in cm; exact by definition. */
const CM_PER_INCH = 2.54;
/** The thermochemical calorie; exact by definition. */
const KJ_PER_KCAL = 4.184;

export const poundsToKilograms = (pounds: number): number => pounds * KG_PER_POUND;
export const kilogramsToPounds = (kilograms: number): number => kilograms / KG_PER_POUND;
export const inchesToCentimetres = (inches: number): number => inches * CM_PER_INCH;
export const centimetresToInches = (centimetres: number): number => centimetres / CM_PER_INCH;
export const kilocaloriesToKilojoules = (kilocalories: number): number => kilocalories * KJ_PER_KCAL;
