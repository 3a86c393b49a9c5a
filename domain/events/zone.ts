const longestZone = 64;
const pattern = /^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/;

/** More than there are; capitals do not matter in a name, so a hostile phone knows many ways to write one. */
const mostRemembered = 1_000;
const remembered = new Map<string, string | null>();

/**
 * A zone of the IANA time zone database by the one name under which it is stored, whatever capitals or older name it
 * was sent with; null when there is none. Offsets such as +03:00 are none: they know no daylight saving time.
 */
export function readZone(name: string): string | null {
	if (name.length > longestZone || !pattern.test(name)) return null;
	const known = remembered.get(name);
	if (known !== undefined) return known;
	if (remembered.size >= mostRemembered) remembered.clear();
	const zone = resolve(name);
	remembered.set(name, zone);
	return zone;
}

/** Takes some 50 µs. */
function resolve(name: string): string | null {
	try {
		return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
	} catch {
		return null;
	}
}
