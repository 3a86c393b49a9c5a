import { z } from 'zod';

/** Version of the form of backups; a change of it is a new one. */
export const backupFormat = 1;

export const tableKinds = ['collection', 'machine', 'system'] as const;

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.number().int().min(0);

const objectSchema = z.object({
	/** Below the folder of the backup. */
	name: z.string().min(1),
	/** As it lies in the storage: compressed and, with a key, encrypted. */
	bytes: count,
	/** Of the object as it lies in the storage. */
	sha256: digest,
});

const tableSchema = objectSchema.extend({
	table: z.string().min(1),
	kind: z.enum(tableKinds),
	rows: count,
	/** Of its lines before they are compressed: what a restored table comes to again. */
	content_sha256: digest,
	/** The first and the last in the order of the lines; null without rows. */
	min_key: z.string().nullable(),
	max_key: z.string().nullable(),
	/** The columns with their types, as the database names them; older backups have none. */
	columns: z.record(z.string(), z.string()).optional(),
});

export const manifestSchema = z.object({
	format: z.literal(backupFormat),
	id: z.uuid(),
	/** Version of the bundle. */
	bebetter: z.string(),
	directus: z.string(),
	database: z.enum(['postgres', 'sqlite']),
	reason: z.string(),
	/** All rows are as of a moment between these. */
	snapshot_started_at: z.iso.datetime(),
	snapshot_finished_at: z.iso.datetime(),
	/** Name of the key that the objects are encrypted with; null: they are not. */
	key: z.string().nullable(),
	/** Whether passwords, tokens and keys in Directus's own tables are in it. */
	secrets: z.enum(['kept', 'left out']),
	/** Of Directus's schema snapshot, before it is compressed. */
	schema_sha256: digest,
	schema: objectSchema,
	tables: z.array(tableSchema),
	/** The whole SQLite database as one file; null elsewhere. */
	file: objectSchema.nullable(),
	/** Which uploaded files there were; the files themselves are not in the backup. */
	uploads: objectSchema.extend({
		files: count,
		/** Of them, those that the storage does not have. */
		missing: count,
	}),
});

export type Manifest = z.infer<typeof manifestSchema>;
export type BackedUpObject = z.infer<typeof objectSchema>;
export type BackedUpTable = z.infer<typeof tableSchema>;

/** The manifest as it is stored: with a digest over itself, so that it can be checked without any database. */
export const sealedSchema = z.object({ manifest: manifestSchema, sha256: digest });

export const rowsOf = ({ tables }: Manifest): number => tables.reduce((sum, { rows }) => sum + rows, 0);

export const objectsOf = ({ schema, tables, file, uploads }: Manifest): BackedUpObject[] => [
	schema,
	...tables,
	...(file ? [file] : []),
	uploads,
];

export const bytesOf = (manifest: Manifest): number =>
	objectsOf(manifest).reduce((sum, { bytes }) => sum + bytes, 0);
