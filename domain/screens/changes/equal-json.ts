import { isRecord } from '../../record.ts';

/** Whether two JSON values are the same, whatever the order of their keys. An absent key equals `undefined`. */
export function equalJson(one: unknown, other: unknown): boolean {
	if (one === other) return true;
	if (Array.isArray(one) && Array.isArray(other)) {
		return one.length === other.length && one.every((value, index) => equalJson(value, other[index]));
	}
	if (!isRecord(one) || !isRecord(other)) return false;
	const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
	return [...keys].every((key) => equalJson(valueOf(one, key), valueOf(other, key)));
}

/** Own properties only: `constructor` in a payload must not find what every object has. */
export const valueOf = (object: Record<string, unknown>, key: string): unknown =>
	Object.hasOwn(object, key) ? object[key] : undefined;
