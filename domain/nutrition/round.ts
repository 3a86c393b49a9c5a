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
	return roundPlainly(value, decimals) ?? roundDigits(value, decimals);
}

/** Far from a tie binary arithmetic decides as decimal does, twenty times as fast; null where it might not. */
function roundPlainly(value: number, decimals: number): number | null {
	const power = 10 ** Math.abs(decimals);
	const scaled = decimals >= 0 ? Math.abs(value) * power : Math.abs(value) / power;
	if (scaled > 1e8 || Math.abs(scaled - Math.floor(scaled) - 0.5) < 1e-5) return null;
	const whole = Math.round(scaled);
	const rounded = decimals >= 0 ? whole / power : whole * power;
	return value < 0 && rounded > 0 ? -rounded : rounded;
}

function roundDigits(value: number, decimals: number): number {
	const [digits = '0', exponent = '0'] = Math.abs(value)
		.toExponential(SIGNIFICANT_DIGITS - 1)
		.split('e');
	const shifted = Number(`${digits}e${Number(exponent) + decimals}`);
	if (shifted >= Number.MAX_SAFE_INTEGER) return value;

	const rounded = Number(`${Math.round(shifted)}e${-decimals}`);
	return value < 0 && rounded > 0 ? -rounded : rounded;
}

/**
 * The same number, to nine decimals, without what binary arithmetic adds at the end, so that limits compare as in
 * decimal. For amounts below a million.
 */
export function withoutBinaryNoise(value: number): number {
	return Math.round(value * 1e9) / 1e9;
}

/** Rounds down to a whole number in decimal: 0.3 / 0.1 gives 3 although its float lies below. */
export function floorWhole(value: number): number {
	return Math.floor(withoutBinaryNoise(value));
}
