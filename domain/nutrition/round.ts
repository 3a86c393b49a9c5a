/** Enough digits for any stored value, few enough to drop what binary arithmetic adds at the end. */
const SIGNIFICANT_DIGITS = 15;

/**
 * Rounds half away from zero in decimal: 2.675 gives 2.68 although its float lies below, and so does
 * 0.1 + 0.2 + 2.375. Not-a-number and infinities come back as they are.
 *
 * @param decimals digits after the point, 0 to 15.
 */
export function roundHalfUp(value: number, decimals: number): number {
	if (!Number.isFinite(value)) return value;

	const [digits = '0', exponent = '0'] = Math.abs(value)
		.toExponential(SIGNIFICANT_DIGITS - 1)
		.split('e');
	const shifted = Number(`${digits}e${Number(exponent) + decimals}`);
	if (shifted >= Number.MAX_SAFE_INTEGER) return value;

	const rounded = Number(`${Math.round(shifted)}e${-decimals}`);
	return value < 0 && rounded > 0 ? -rounded : rounded;
}
