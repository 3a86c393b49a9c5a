import type { SchemaOverview } from '@directus/types';
import type { Knex } from 'knex';
import { comparableColumn, comparableValue } from '../sql/comparable-column.ts';
import type { Target } from './compile/tables.ts';
import { isSecret } from './find-problems.ts';
import { TookTooLong } from './took-too-long.ts';

const files = 'directus_files';
const oldEnoughMs = 30 * 86_400_000;

/** What only tells what happened, or is written by machines and never shown. */
const notLookedThrough = new Set([
	files,
	'directus_activity',
	'directus_revisions',
	'directus_sessions',
	'events',
	'job_runs',
]);
const ofMachines = 'bebetter_';

interface Column {
	readonly collection: string;
	readonly field: string;
}

/**
 * Files of more than 30 days that nothing leads to: no relation, no uuid of another kind, and no text or JSON that
 * has the file's id anywhere, such as in the address of a picture.
 *
 * @throws {TookTooLong}
 */
export async function unreferencedFiles(
	{ knex, schema, now }: Target,
	mostSampled: number,
	longestMs: number,
): Promise<{ count: number; sample: string[] }> {
	const end = performance.now() + longestMs;
	const { references, texts } = columnsThatMayLead(schema);
	const left = await filesWithoutReference(knex, references, now);
	for (const column of texts) {
		if (left.size === 0) break;
		for await (const text of textsWithIds(knex, schema, column, end))
			for (const [id] of text.matchAll(uuid)) left.delete(id.toLowerCase());
	}
	return { count: left.size, sample: [...left].slice(0, mostSampled) };
}

const textTypes = ['string', 'text', 'json', 'csv'];
const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;
const uuidShape = `%${'_'.repeat(8)}${`-${'_'.repeat(4)}`.repeat(3)}-${'_'.repeat(12)}%`;

/** Columns whose value is the id of a file, and those that may have one in their text. */
function columnsThatMayLead({ collections, relations }: SchemaOverview) {
	const related = new Map(
		relations.map(({ collection, field, related_collection }) => [
			`${collection}.${field}`,
			related_collection,
		]),
	);
	const references: Column[] = [];
	const texts: Column[] = [];
	for (const { collection, primary, fields } of Object.values(collections))
		for (const field of Object.values(fields)) {
			if (field.alias || isSecret(field)) continue;
			const column = { collection, field: field.field };
			const to = related.get(`${collection}.${field.field}`);
			if (to === files) references.push(column);
			// What leads to something else, or to one of several things, is looked at by what it holds.
			else if (to || field.field === primary || isLeftOut(collection)) continue;
			else if (field.type === 'uuid') references.push(column);
			else if (textTypes.includes(field.type)) texts.push(column);
		}
	return { references, texts };
}

const isLeftOut = (collection: string): boolean =>
	notLookedThrough.has(collection) || collection.startsWith(ofMachines);

async function filesWithoutReference(
	knex: Knex,
	references: readonly Column[],
	now: Date,
): Promise<Set<string>> {
	const ids = ({ collection, field }: Column): Knex.QueryBuilder =>
		// PostgreSQL compares no uuid with a text.
		knex(collection).select({ id: knex.raw('cast(?? as text)', [field]) });
	const rows: { id: string }[] = await ids({ collection: files, field: 'id' })
		.whereRaw('? < ?', [
			comparableColumn(knex, 'created_on', 'timestamp'),
			comparableValue('timestamp', now.getTime() - oldEnoughMs),
		])
		.except(references.map((column) => ids(column).whereNotNull(column.field)));
	return new Set(rows.map(({ id }) => id.toLowerCase()).sort());
}

const rowsAtOnce = 500;

/** Values that have something in them that looks like an id, some rows at a time. */
async function* textsWithIds(
	knex: Knex,
	schema: SchemaOverview,
	{ collection, field }: Column,
	end: number,
): AsyncGenerator<string> {
	const { primary } = schema.collections[collection]!;
	let last: string | number | undefined;
	for (;;) {
		if (performance.now() > end) throw new TookTooLong();
		const query = knex(collection)
			.select({ key: primary, text: knex.raw('cast(?? as text)', [field]) })
			.whereRaw('cast(?? as text) like ?', [field, uuidShape])
			.orderBy(primary)
			.limit(rowsAtOnce);
		if (last !== undefined) void query.where(primary, '>', last);
		const rows: { key: string | number; text: string }[] = await query;
		for (const { text } of rows) yield text;
		if (rows.length < rowsAtOnce) return;
		last = rows.at(-1)!.key;
	}
}
