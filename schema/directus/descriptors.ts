import type { Collection } from '../model/collection.ts';
import type { Field, Tone } from '../model/field.ts';
import { studioLanguages, type Text } from '../model/text.ts';
import type { Group } from '../collections/index.ts';
import { choiceKey, noteKey, ruleKey, seeAboveKey, translated } from './translations.ts';

/** What Directus stores about a collection, a field and a relation, in the form its services accept. */
export interface CollectionDescriptor {
	readonly collection: string;
	readonly meta: Record<string, unknown>;
	/** null makes a folder without a table. */
	readonly schema: Record<string, never> | null;
	readonly fields: readonly FieldDescriptor[];
}

export interface FieldDescriptor {
	readonly field: string;
	readonly type: string;
	readonly schema: Record<string, unknown> | null;
	readonly meta: Record<string, unknown>;
}

export interface RelationDescriptor {
	readonly collection: string;
	readonly field: string;
	readonly related_collection: string;
	readonly schema: { readonly on_delete: string };
	readonly meta: Record<string, unknown>;
}

const labels = (label: Text) => [
	{ language: studioLanguages.en, translation: label.en },
	{ language: studioLanguages.ar, translation: label.ar },
];

export function describeGroup(group: Group, order: number): CollectionDescriptor {
	return {
		collection: group.name,
		schema: null,
		fields: [],
		meta: {
			icon: group.icon,
			note: translated(noteKey(group.name)),
			translations: labels(group.label),
			sort: order,
			collapse: 'open',
			group: null,
			hidden: false,
			singleton: false,
		},
	};
}

export function describeCollection(of: Collection, order: number): CollectionDescriptor {
	return {
		collection: of.name,
		schema: {},
		fields: Object.entries(of.fields).map(([name, field], index) =>
			describeField(of.name, name, field, index + 1),
		),
		meta: {
			icon: of.icon,
			color: of.color ?? null,
			note: translated(noteKey(of.name)),
			translations: [
				{
					language: studioLanguages.en,
					translation: of.label.en,
					singular: of.singular.en,
					plural: of.label.en,
				},
				{
					language: studioLanguages.ar,
					translation: of.label.ar,
					singular: of.singular.ar,
					plural: of.label.ar,
				},
			],
			display_template: of.displayTemplate ?? null,
			hidden: of.hidden ?? false,
			singleton: of.singleton ?? false,
			archive_field: of.archivable ? 'status' : null,
			archive_value: of.archivable ? 'archived' : null,
			unarchive_value: of.archivable ? 'draft' : null,
			sort_field: of.sortable ? 'sort' : null,
			accountability: of.revisions ? 'all' : null,
			versioning: of.versioned,
			sort: order,
			group: of.group,
			collapse: 'open',
		},
	};
}

export function describeField(
	collection: string,
	name: string,
	field: Field,
	order: number,
): FieldDescriptor {
	return {
		field: name,
		type: field.type,
		schema: field.type === 'alias' ? null : describeColumn(field),
		meta: {
			interface: field.meta.interface,
			special: field.meta.special ?? null,
			options: describeOptions(collection, name, field),
			display: field.meta.display ?? null,
			display_options: describeDisplay(collection, name, field),
			width: field.meta.width,
			hidden: field.meta.hidden,
			readonly: field.meta.readonly,
			required: field.meta.required,
			group: field.meta.group,
			...(field.meta.conditions && { conditions: field.meta.conditions }),
			sort: order,
			translations: labels(field.label),
			note: field.note ? translated(noteKey(collection, name)) : null,
			validation_message: describeRule(collection, name, field),
		},
	};
}

/** What stands at a field that our rules refuse; each fault's own message stands at the top of the form. */
function describeRule(collection: string, name: string, field: Field): string | null {
	if (field.rule) return translated(ruleKey(collection, name));
	return field.type === 'alias' ? null : translated(seeAboveKey);
}

function describeColumn(field: Field): Record<string, unknown> {
	return {
		is_nullable: field.nullable,
		...(field.primaryKey && { is_primary_key: true }),
		...(field.autoIncrement && { has_auto_increment: true }),
		...(field.unique && { is_unique: true }),
		...(field.maxLength !== undefined && { max_length: field.maxLength }),
		...(field.defaultValue !== undefined && { default_value: field.defaultValue }),
	};
}

const colour = (of: string, background: string) => ({
	foreground: `var(--theme--${of})`,
	background: `var(--theme--${background})`,
});

/** In the variables of the Studio's theme, so that they fit light, dark and a project's own colours. */
const colours: Record<Tone, { foreground: string; background: string }> = {
	quiet: colour('foreground', 'background-normal'),
	good: colour('success', 'success-background'),
	busy: colour('primary', 'primary-background'),
	warning: colour('warning', 'warning-background'),
	danger: colour('danger', 'danger-background'),
};

const choicesOf = (collection: string, name: string, field: Field) =>
	field.choices?.map(({ value }) => ({ text: translated(choiceKey(collection, name, value)), value }));

function describeOptions(collection: string, name: string, field: Field): Record<string, unknown> | null {
	const choices = choicesOf(collection, name, field);
	const options = { ...field.meta.options, ...(choices && { choices }) };
	return Object.keys(options).length > 0 ? options : null;
}

function describeDisplay(collection: string, name: string, field: Field): Record<string, unknown> | null {
	const choices = choicesOf(collection, name, field);
	if (!choices) return field.meta.display_options ?? null;
	const tones = field.choices?.map(({ tone }) => (tone ? colours[tone] : {})) ?? [];
	return {
		choices: choices.map((choice, index) => ({ ...choice, ...tones[index] })),
		...field.meta.display_options,
	};
}

/** The relations of a collection: one for each field that refers to another collection. */
export function describeRelations(of: Collection): RelationDescriptor[] {
	return Object.entries(of.fields).flatMap(([name, { relation }]) =>
		relation
			? [
					{
						collection: of.name,
						field: name,
						related_collection: relation.to,
						schema: { on_delete: relation.onDelete },
						meta: {
							one_field: relation.listedAs ?? null,
							sort_field: relation.sortedBy ?? null,
							one_deselect_action:
								relation.onDelete === 'CASCADE' && relation.listedAs ? 'delete' : 'nullify',
						},
					},
				]
			: [],
	);
}
