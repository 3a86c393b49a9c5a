import { isRecord } from '../../record.ts';
import { readNumber } from '../../text/read-number.ts';

/** The numbers that a diet may change. */
export const VARIANT_NUMBERS = ['protein_g_per_kg', 'fat_share', 'carb_share_max', 'carb_g_max'] as const;

/**
 * How a diet differs from the goal's numbers. With a limit on carbohydrate, fat takes the rest of the energy and
 * `fat_share` has no say.
 */
export type DietVariant = { readonly [N in (typeof VARIANT_NUMBERS)[number]]?: number };

/** Diets that every goal knows; a goal's own `diet_variants` replace them by name. All of it is our own policy. */
const BUILT_IN: Readonly<Record<string, DietVariant>> = {
	mediterranean: { fat_share: 0.35 },
	low_carb: { carb_share_max: 0.26, carb_g_max: 130 },
	keto: { carb_g_max: 30 },
};

/** The diet that takes the goal's `high_protein_g_per_kg`. */
const HIGH_PROTEIN = 'high_protein';

/**
 * The numbers of a diet, empty for one that changes none: halal, vegetarian or gluten-free choose foods, not
 * amounts.
 *
 * @param own `diet_variants` of the goal.
 */
export function variantOf(diet: string | null, own: unknown, highProteinGPerKg: number): DietVariant {
	if (diet === null) return {};
	if (isRecord(own) && Object.hasOwn(own, diet)) return readVariant(own[diet]);
	if (diet === HIGH_PROTEIN) return { protein_g_per_kg: highProteinGPerKg };
	return Object.hasOwn(BUILT_IN, diet) ? BUILT_IN[diet]! : {};
}

function readVariant(value: unknown): DietVariant {
	if (!isRecord(value)) return {};
	const numbers = VARIANT_NUMBERS.map((name) => [name, readNumber(value[name])] as const);
	return Object.fromEntries(numbers.filter(([, number]) => number !== null && !Number.isNaN(number)));
}
