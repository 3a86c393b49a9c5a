/** Enough digits for any stored value, few enough to drop what binary arithmetic adds at the end. */
const SIGNIFICANT_DIGITS = 15;

/**
 * Rounds half away from zero in decimal: 2.675 gives 2.68 although its float lies below, and so does
 * 0.1 + 0.2 + 2.375. Not-a-number and infinities come back as they are.
 *
 * @param decimals digits after the point, up to 15; -1 rounds to tens, -2 to hundreds.
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

/** The same number without what binary arithmetic adds at the end, so that limits compare as in decimal. */
export function withoutBinaryNoise(value: number): number {
	return Number(value.toPrecision(SIGNIFICANT_DIGITS));
}

/** Rounds down to a whole number in decimal: 0.3 / 0.1 gives 3 although its float lies below. */
export function floorWhole(value: number): number {
	return Math.floor(withoutBinaryNoise(value));
}
