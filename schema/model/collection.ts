import { z } from 'zod';
import type { Field } from './field.ts';
import type { Text } from './text.ts';

/** Who may see and change a collection; access rules are derived from it (see `schema/access`). */
export type Audience =
	/** Published rows are public; editors change them. */
	| 'content'
	/** Editors read and change it; apps meet it only inside our endpoints' answers. */
	| 'editorial'
	/** Editors read it; only our own code writes it. */
	| 'record'
	/** Rows belong to one app user and are erased with them. */
	| 'private'
	/** Administrators only. */
	| 'administrative'
	/** Machines only; administrators may look. */
	| 'machine';

export interface Index {
	readonly columns: readonly string[];
	readonly unique?: boolean;
	/** Only rows in which this column is null are part of the index. */
	readonly whereNull?: string;
}

/** What the list of a collection shows until somebody arranges it themselves. */
export interface List {
	/** The columns and their widths in pixels. */
	readonly columns: Readonly<Record<string, number>>;
	/** A field name, with a minus in front for the highest or latest first. */
	readonly sort: string;
}

export type Fields = Readonly<Record<string, Field>>;

export interface Collection<F extends Fields = Fields> {
	readonly name: string;
	readonly audience: Audience;
	readonly fields: F;
	readonly indexes: readonly Index[];
	readonly label: Text;
	readonly singular: Text;
	readonly note: Text;
	readonly icon: string;
	readonly color?: string;
	readonly group: string;
	readonly singleton?: boolean;
	readonly hidden?: boolean;
	readonly displayTemplate?: string;
	readonly list?: List;
	/** Draft, published, archived: true where rows have a `status`. */
	readonly archivable: boolean;
	readonly sortable: boolean;
	/** Rows may have Directus content versions (drafts of a live row). */
	readonly versioned: boolean;
	/** Whether Directus keeps activity and revisions of the rows. */
	readonly revisions: boolean;
}

type Declaration<F extends Fields> = Omit<
	Collection<F>,
	'indexes' | 'archivable' | 'sortable' | 'versioned' | 'revisions'
> &
	Partial<Pick<Collection<F>, 'indexes' | 'versioned' | 'revisions'>>;

export function collection<const F extends Fields>(declaration: Declaration<F>): Collection<F> {
	return {
		indexes: [],
		versioned: false,
		revisions: declaration.audience !== 'machine' && declaration.audience !== 'private',
		...declaration,
		archivable: 'status' in declaration.fields,
		sortable: 'sort' in declaration.fields,
	};
}

type ColumnNames<F extends Fields> = {
	[K in keyof F]: F[K] extends Field<never> | Field<never[]> ? never : K;
}[keyof F];

/** A row as our endpoints and the client see it, inferred from the declaration. */
export type Row<C extends Collection> = {
	[K in ColumnNames<C['fields']>]: C['fields'][K] extends Field<infer T> ? T : never;
};

/** The zod schema of a row; presentation elements and lists have no column and are left out. */
export function rowSchema<C extends Collection>(of: C): z.ZodObject {
	const shape: Record<string, z.ZodType> = {};

	for (const [name, field] of columnsOf(of)) {
		shape[name] = field.zod;
	}

	return z.object(shape);
}

/** Declarations never change, and rows are decoded by the hundred thousand. */
const columns = new WeakMap<Fields, [string, Field][]>();

/** The fields that are columns of the table. */
export function columnsOf(of: Pick<Collection, 'fields'>): readonly [string, Field][] {
	const known = columns.get(of.fields);
	if (known) return known;
	const made = Object.entries(of.fields).filter(([, field]) => field.type !== 'alias');
	columns.set(of.fields, made);
	return made;
}
