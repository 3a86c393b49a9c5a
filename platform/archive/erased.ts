import type { Knex } from 'knex';
import type { ExportedEvent } from '../../domain/archive/event-line.ts';
import { tombstonesTable } from '../people/people-tables.ts';
import { tombstoneOf } from '../people/person-hash.ts';

/** For each of some events, at most a few thousand, whether its person was erased since. */
export async function isErased(knex: Knex, events: readonly ExportedEvent[]): Promise<boolean[]> {
	const digests = new Map<unknown, string>();
	for (const { user_hash: hash } of events)
		if (typeof hash === 'string' && !digests.has(hash)) digests.set(hash, tombstoneOf({ hash }));
	if (digests.size === 0) return events.map(() => false);
	const rows: { digest: string }[] = await knex(tombstonesTable)
		.whereIn('digest', [...digests.values()])
		.select('digest');
	const erased = new Set(rows.map(({ digest }) => digest));
	return events.map(({ user_hash: hash }) => erased.has(digests.get(hash) ?? ''));
}
