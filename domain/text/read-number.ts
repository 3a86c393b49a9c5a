/**
 * A number as databases hand it over: PostgreSQL answers decimals as text. Null for an empty value, NaN
 * for anything that is no finite number.
 */
export function readNumber(value: unknown): number | null {
	if (value === null || value === undefined || value === '') return null;
	if (typeof value === 'number') return Number.isFinite(value) ? value : Number.NaN;
	if (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)) return Number(value);
	return Number.NaN;
}
