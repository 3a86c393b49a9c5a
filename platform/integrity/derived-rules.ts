import type { Relation, SchemaOverview } from '@directus/types';
import type { Rule } from '../../domain/operations/integrity/rule.ts';

/**
 * History that Directus keeps beyond what it is about, on purpose, and references to collections, which need no row
 * where they are Directus's own.
 */
const looseByDesign = new Set(['directus_activity.user', 'directus_revisions.version']);
const namesOfCollections = ['directus_collections', 'directus_fields'];

/** One rule for every relation of the schema, whether or not the database guards it: a row that is referred to exists. */
export function derivedRules(schema: SchemaOverview): Rule[] {
	const rules = schema.relations.flatMap((relation) => rulesOf(schema, relation));
	return [...new Map(rules.map((rule) => [rule.id, rule])).values()];
}

function rulesOf(schema: SchemaOverview, relation: Relation): Rule[] {
	const { collection, field, related_collection: related, meta } = relation;
	const column = schema.collections[collection]?.fields[field];
	if (!column || column.alias || looseByDesign.has(`${collection}.${field}`)) return [];
	if (related) {
		if (namesOfCollections.includes(related)) return [];
		return ruleOf(schema, relation, related, []);
	}
	// "Many to any": another column names the collection.
	const name = meta?.one_collection_field;
	if (!name) return [];
	return (meta.one_allowed_collections ?? []).flatMap((one) =>
		ruleOf(schema, relation, one, [{ column: name, op: 'eq', value: one }]),
	);
}

function ruleOf(
	schema: SchemaOverview,
	{ collection, field }: Relation,
	parent: string,
	where: Extract<Rule['check'], { kind: 'orphan' }>['where'],
): Rule[] {
	const key = schema.collections[parent]?.primary;
	if (key === undefined) return [];
	const isDirectus = collection.startsWith('directus_');
	const isNullable = schema.collections[collection]!.fields[field]!.nullable;
	return [
		{
			id: `relation.${collection}.${field}${where.length > 0 ? `.${parent}` : ''}`,
			severity: isDirectus ? 'warning' : 'error',
			title: {
				en: `“${field}” leads to an item of ${parent} that does not exist`,
				ar: `يشير «${field}» إلى عنصر غير موجود في ${parent}`,
			},
			remedy: {
				en: isNullable
					? 'Choose another item, or empty the reference. Restore the item from a backup if it was deleted by mistake.'
					: 'Choose another item, or delete the row. Restore the item from a backup if it was deleted by mistake.',
				ar: isNullable
					? 'اختر عنصرا آخر أو أفرغ الإشارة. وإن حُذف العنصر خطأ فاستعده من نسخة احتياطية.'
					: 'اختر عنصرا آخر أو احذف الصف. وإن حُذف العنصر خطأ فاستعده من نسخة احتياطية.',
			},
			fixers: isDirectus
				? []
				: isNullable
					? [{ action: 'clear', column: field }, { action: 'delete' }]
					: [{ action: 'delete' }],
			check: {
				kind: 'orphan',
				collection,
				where,
				column: field,
				parent: { collection: parent, column: key, where: [] },
			},
		},
	];
}
