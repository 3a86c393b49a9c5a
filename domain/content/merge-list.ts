import { isRecord } from '../record.ts';

type Row = Record<string, unknown>;

/**
 * The rows of a list after a change in one of the forms Directus accepts: a full list of ids and rows, or
 * `{create, update, delete}`.
 *
 * @param change undefined leaves the list as it is
 */
export function mergeList(stored: readonly Row[], change: unknown): Row[] {
	if (change === undefined) return [...stored];
	const byId = new Map(stored.map((row) => [String(row['id']), row]));

	if (Array.isArray(change)) return change.map((entry) => mergeEntry(byId, entry));
	if (!isRecord(change)) return [];

	const removed = new Set(asList(change['delete']).map(String));
	const updates = new Map(
		asList(change['update'])
			.filter(isRecord)
			.map((row) => [String(row['id']), row]),
	);
	const kept = stored
		.filter((row) => !removed.has(String(row['id'])))
		.map((row) => ({ ...row, ...updates.get(String(row['id'])) }));
	return [...kept, ...asList(change['create']).filter(isRecord)];
}

const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

function mergeEntry(byId: ReadonlyMap<string, Row>, entry: unknown): Row {
	if (!isRecord(entry)) return byId.get(String(entry)) ?? { id: entry };
	return { ...byId.get(String(entry['id'])), ...entry };
}
