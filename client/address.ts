export type QueryValue = string | number | readonly string[] | null | undefined;

/**
 * A path with its query, always in the order of `query`, so that it can name an answer. Written by hand because
 * React Native's `URLSearchParams` is incomplete.
 */
export function address(path: string, query: Readonly<Record<string, QueryValue>> = {}): string {
	const pairs = Object.entries(query).flatMap(([name, value]) => {
		const text = typeof value === 'object' ? (value?.join(',') ?? '') : String(value ?? '');
		return text === '' ? [] : [`${name}=${encodeURIComponent(text)}`];
	});
	return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`;
}

/** One segment of a path, such as a slug. */
export const segment = (text: string): string => encodeURIComponent(text);

/** A server's address to which paths can be joined. */
export function serverAddress(url: unknown): string {
	let text = String(url);
	while (text.endsWith('/')) text = text.slice(0, -1);
	return text;
}
