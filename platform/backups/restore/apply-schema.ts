import { json } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import type { Manifest } from '../../../domain/operations/backups/manifest.ts';
import { isPostgres } from '../../sql/database-kind.ts';
import type { HostContext } from '../../host-context.ts';
import { readObject, type BackupPlace } from '../objects.ts';

const administrator = { admin: true, app: true, user: null, role: null, roles: [], ip: null } as never;

interface Change {
	readonly collection?: string;
	readonly field?: string;
	readonly diff: readonly { readonly kind: string }[];
}

interface Difference {
	readonly collections: readonly Change[];
	readonly fields: readonly Change[];
	readonly relations: readonly Change[];
	readonly systemFields?: readonly Change[];
}

/** Directus's own service, as far as we use it. */
interface SchemaService {
	snapshot(): Promise<object>;
	diff(snapshot: object, options: { readonly force: boolean }): Promise<Difference | null>;
	getHashedSnapshot(snapshot: object): { readonly hash: string };
	apply(
		payload: { readonly hash: string; readonly diff: Difference },
		options: { readonly force: boolean },
	): Promise<void>;
}

export interface AppliedSchema {
	/** Collections, fields and relations that differed from what provisioning had made. */
	readonly changes: number;
	/**
	 * What Directus still finds different afterwards, by collection and field: details that it cannot set, such as an
	 * index that only this database has. A column that is missing shows when the rows are loaded.
	 */
	readonly left: readonly string[];
}

/**
 * Brings the schema to that of the backup: collections of the project's own, and what administrators changed in ours.
 * To another kind of database only what is missing is added, because types have other names there.
 */
export async function applySchema(
	context: HostContext,
	place: BackupPlace,
	manifest: Manifest,
): Promise<AppliedSchema> {
	const wanted = (await json(Readable.from(readObject(place, manifest.schema)))) as object;
	const isSameKind = manifest.database === (isPostgres(context.database) ? 'postgres' : 'sqlite');
	const service = await schemaService(context);
	const difference = await differenceTo(service, wanted, isSameKind);
	if (!difference) return { changes: 0, left: [] };

	const { hash } = service.getHashedSnapshot(await service.snapshot());
	await service.apply({ hash, diff: difference }, { force: true });
	const left = await differenceTo(await schemaService(context), wanted, isSameKind);
	return { changes: countOf(difference), left: left ? namesOf(left) : [] };
}

async function schemaService({ services, database: knex, getSchema }: HostContext): Promise<SchemaService> {
	const schema = await getSchema({ bypassCache: true });
	return new services.SchemaService({
		knex,
		schema,
		accountability: administrator,
	}) as unknown as SchemaService;
}

async function differenceTo(
	service: SchemaService,
	wanted: object,
	isSameKind: boolean,
): Promise<Difference | null> {
	const difference = await service.diff(wanted, { force: true });
	if (!difference || isSameKind) return difference;
	const added = (changes: readonly Change[] = []) =>
		changes.filter(({ diff }) => diff.every(({ kind }) => kind === 'N'));
	const additions = {
		collections: added(difference.collections),
		fields: added(difference.fields),
		relations: added(difference.relations),
		systemFields: [],
	};
	return countOf(additions) > 0 ? additions : null;
}

const namesOf = ({ collections, fields, relations, systemFields = [] }: Difference): string[] =>
	[...collections, ...fields, ...relations, ...systemFields].map(({ collection, field }) =>
		[collection, field].filter(Boolean).join('.'),
	);

const countOf = ({ collections, fields, relations, systemFields = [] }: Difference): number =>
	collections.length + fields.length + relations.length + systemFields.length;
