import type { Knex } from 'knex';
import type {
	CollectionDescriptor,
	FieldDescriptor,
	RelationDescriptor,
} from '../../schema/directus/descriptors.ts';
import { describeCollection, describeGroup, describeRelations } from '../../schema/directus/descriptors.ts';
import { collectionList, groups } from '../../schema/collections/index.ts';
import type { CurrentState } from './current-state.ts';
import type { ProvisionLedger } from './ledger.ts';
import { changesToWrite } from './merge.ts';
import { quietly, type Step } from './step.ts';

/** Folders, collections, fields and relations that are missing, or whose presentation we improved. */
export function modelSteps(current: CurrentState, ledger: ProvisionLedger): Step[] {
	const descriptors = [
		...groups.map((group, index) => describeGroup(group, index + 1)),
		...collectionList.map((collection, index) => describeCollection(collection, index + 1)),
	];

	return [
		...descriptors.flatMap((descriptor) => collectionSteps(descriptor, current, ledger)),
		...collectionList
			.flatMap(describeRelations)
			.filter(({ collection, field }) => !current.relations.has(`${collection}.${field}`))
			.map(createRelation),
	];
}

function collectionSteps(
	descriptor: CollectionDescriptor,
	current: CurrentState,
	ledger: ProvisionLedger,
): Step[] {
	const meta = current.collections.get(descriptor.collection);
	const tableIsMissing = descriptor.schema !== null && !current.tables.has(descriptor.collection);
	if (!meta && (descriptor.schema === null || tableIsMissing)) return [createCollection(descriptor)];

	const changes = changesToWrite(
		descriptor.meta,
		meta ?? {},
		recorded(ledger, 'collection', descriptor.collection),
	);
	return [
		...(Object.keys(changes).length > 0 ? [updateCollection(descriptor, changes)] : []),
		...descriptor.fields.flatMap((field) => fieldSteps(descriptor.collection, field, current, ledger)),
	];
}

function fieldSteps(
	collection: string,
	field: FieldDescriptor,
	current: CurrentState,
	ledger: ProvisionLedger,
): Step[] {
	const key = `${collection}.${field.field}`;
	const meta = current.fields.get(key);
	const exists = field.schema === null ? meta !== undefined : current.columns.has(key);
	if (!exists) return [meta ? restoreColumn(collection, field) : createField(collection, field)];

	const changes = changesToWrite(field.meta, meta ?? {}, recorded(ledger, 'field', key));
	return Object.keys(changes).length > 0 ? [updateField(collection, field, changes)] : [];
}

const recorded = (ledger: ProvisionLedger, kind: string, key: string) =>
	ledger.get(kind, key) as Record<string, unknown> | undefined;

function createCollection(descriptor: CollectionDescriptor): Step {
	return {
		title: `create ${descriptor.schema ? 'collection' : 'folder'} ${descriptor.collection}`,
		async run({ context, ledger, freshSchema }) {
			const service = new context.services.CollectionsService({
				schema: await freshSchema(),
				knex: context.database,
			});
			await service.createOne(structuredClone(descriptor) as never, quietly);
			await ledger.record('collection', descriptor.collection, descriptor.meta);
			for (const field of descriptor.fields) {
				await ledger.record('field', `${descriptor.collection}.${field.field}`, field.meta);
			}
		},
	};
}

function updateCollection(descriptor: CollectionDescriptor, changes: Record<string, unknown>): Step {
	return {
		title: `update collection ${descriptor.collection}: ${Object.keys(changes).join(', ')}`,
		async run({ context, ledger, freshSchema }) {
			const service = new context.services.CollectionsService({
				schema: await freshSchema(),
				knex: context.database,
			});
			await service.updateOne(descriptor.collection, { meta: changes } as never, quietly);
			const before = recorded(ledger, 'collection', descriptor.collection);
			await ledger.record('collection', descriptor.collection, { ...before, ...changes });
		},
	};
}

function createField(collection: string, field: FieldDescriptor): Step {
	return {
		title: `add field ${collection}.${field.field}`,
		async run({ context, ledger, freshSchema }) {
			const service = new context.services.FieldsService({
				schema: await freshSchema(),
				knex: context.database,
			});
			await service.createField(collection, structuredClone(field) as never, undefined, quietly);
			await ledger.record('field', `${collection}.${field.field}`, field.meta);
		},
	};
}

/** For a column that was dropped with SQL: Directus still has its presentation, and would not add the field twice. */
function restoreColumn(collection: string, field: FieldDescriptor): Step {
	return {
		title: `add field ${collection}.${field.field}`,
		async run({ context, freshSchema }) {
			const service = new context.services.FieldsService({
				schema: await freshSchema(),
				knex: context.database,
			}) as unknown as ColumnMaker;
			await context.database.schema.alterTable(collection, (table) =>
				service.addColumnToTable(table, collection, field),
			);
		},
	};
}

/** A method of Directus's service, the same on every supported release, that its types leave out. */
interface ColumnMaker {
	addColumnToTable(table: Knex.CreateTableBuilder, collection: string, field: FieldDescriptor): void;
}

function updateField(collection: string, field: FieldDescriptor, changes: Record<string, unknown>): Step {
	const key = `${collection}.${field.field}`;
	return {
		title: `update field ${key}: ${Object.keys(changes).join(', ')}`,
		async run({ context, ledger, freshSchema }) {
			const service = new context.services.FieldsService({
				schema: await freshSchema(),
				knex: context.database,
			});
			await service.updateField(collection, { field: field.field, meta: changes } as never, quietly);
			await ledger.record('field', key, { ...recorded(ledger, 'field', key), ...changes });
		},
	};
}

function createRelation(relation: RelationDescriptor): Step {
	return {
		title: `relate ${relation.collection}.${relation.field} to ${relation.related_collection}`,
		async run({ context, freshSchema }) {
			const service = new context.services.RelationsService({
				schema: await freshSchema(),
				knex: context.database,
			});
			await service.createOne(structuredClone(relation) as never, quietly);
		},
	};
}
