const longest = 120;

/** A value of a payload in one line; texts as they are, the rest as JSON, both cut where they get long. */
export function shortValue(value: unknown): string {
	const written = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
	const characters = [...written];
	return characters.length > longest ? `${characters.slice(0, longest).join('')}…` : written;
}
