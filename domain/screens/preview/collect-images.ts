import { isRecord } from '../../record.ts';
import { isUuid } from '../../text/uuid.ts';

/** The files of this Directus that a payload shows, by id, without repeats. */
export function collectImages(payload: unknown): string[] {
	const found = new Set<string>();
	const open: unknown[] = [payload];
	for (let value = open.pop(); value !== undefined; value = open.pop()) {
		if (Array.isArray(value)) open.push(...value);
		if (!isRecord(value)) continue;
		const { src } = value;
		if (typeof src === 'string' && isUuid(src)) found.add(src);
		open.push(...Object.values(value));
	}
	return [...found];
}
