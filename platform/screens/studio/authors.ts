import type { Knex } from 'knex';

/** Who did something, as the studio shows them; null for machines and people who are gone. */
export type Author = { readonly id: string; readonly name: string } | null;
export type Authors = (id: string | null | undefined) => Author;

/** The people who work here: few, and named again and again. */
export async function readAuthors(knex: Knex, ids: Iterable<string | null | undefined>): Promise<Authors> {
	const wanted = [...new Set(ids)].filter((id) => typeof id === 'string');
	if (wanted.length === 0) return () => null;
	const rows: { id: string; first_name: string | null; last_name: string | null }[] = await knex(
		'directus_users',
	)
		.select('id', 'first_name', 'last_name')
		.whereIn('id', wanted);
	const byId = new Map(rows.map((row) => [row.id, { id: row.id, name: fullName(row) }]));
	return (id) => (id ? (byId.get(id) ?? null) : null);
}

/** Their address is for those who may read users; who has no name is told apart by the id. */
const fullName = ({
	id,
	first_name,
	last_name,
}: {
	id: string;
	first_name: string | null;
	last_name: string | null;
}) => [first_name, last_name].filter(Boolean).join(' ') || id.slice(0, 8);
