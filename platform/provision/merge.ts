import { isDeepStrictEqual } from 'node:util';

/**
 * Three-way merge of settings that an administrator may have changed: for each property of `desired`, the new
 * value if the current one is still what we wrote last (`recorded`), nothing if it is theirs or already right.
 *
 * @returns the properties to write; empty when there is nothing to do
 */
export function changesToWrite(
	desired: Record<string, unknown>,
	current: Record<string, unknown>,
	recorded: Record<string, unknown> | undefined,
): Record<string, unknown> {
	if (!recorded) return {};

	return Object.fromEntries(
		Object.entries(desired).filter(([name, value]) => {
			const now = current[name] ?? null;
			const isOurs = isDeepStrictEqual(now, recorded[name] ?? null);
			return isOurs && !isDeepStrictEqual(now, value ?? null);
		}),
	);
}
