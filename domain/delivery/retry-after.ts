/**
 * How long a `Retry-After` asks to wait, in ms: seconds or a date (RFC 9110, 10.2.3).
 *
 * @returns null when there is none or it cannot be read
 */
export function readRetryAfter(header: string | null, now: Date): number | null {
	if (header === null) return null;
	if (/^\d{1,6}$/.test(header.trim())) return Number(header) * 1000;
	const at = Date.parse(header);
	return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}
