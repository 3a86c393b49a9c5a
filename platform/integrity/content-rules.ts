import type { Knex } from 'knex';
import { collections } from '../../schema/collections/index.ts';
import { checkUpdate } from '../content-rules/check-write.ts';
import { TookTooLong } from './took-too-long.ts';

/**
 * Stored rows that editors could not save as they are: written past Directus, or before a rule was there. Of
 * collections with a status only what is published.
 *
 * @throws {TookTooLong}
 */
export async function contentRuleBreakers(
	knex: Knex,
	collection: string,
	mostSampled: number,
	longestMs: number,
): Promise<{ count: number; sample: string[] }> {
	const { archivable } = collections[collection as keyof typeof collections];
	const rows: { id: string | number }[] = await knex(collection)
		.select('id')
		.where(archivable ? { status: 'published' } : {})
		.orderBy('id');
	const end = performance.now() + longestMs;
	const found: string[] = [];
	for (const { id } of rows) {
		if (performance.now() > end) throw new TookTooLong();
		if ((await checkUpdate(knex, collection, {}, [id])).length > 0) found.push(String(id));
	}
	return { count: found.length, sample: found.slice(0, mostSampled) };
}
