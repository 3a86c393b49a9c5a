import { collectionList } from '../collections/index.ts';
import { columnsOf, type Collection } from '../model/collection.ts';

/** Fixed ids make provisioning repeatable. */
export const roles = {
	editor: {
		id: 'be77e700-0000-4000-8000-000000000001',
		name: 'Editor',
		icon: 'edit_note',
		description: 'Changes content and screens · يحرر المحتوى والشاشات',
	},
	appUser: {
		id: 'be77e700-0000-4000-8000-000000000002',
		name: 'App User',
		icon: 'smartphone',
		description: 'A person with the app; no Studio, takes no seat · مستخدم التطبيق، دون استوديو',
	},
} as const;

export const policies = {
	editor: {
		id: 'be77e700-0000-4000-8000-000000000011',
		name: 'BeBetter editing',
		icon: 'edit_note',
		description: 'Content and screens of the app · محتوى التطبيق وشاشاته',
		app_access: true,
		admin_access: false,
		role: roles.editor.id,
	},
	appUser: {
		id: 'be77e700-0000-4000-8000-000000000012',
		name: 'BeBetter app',
		icon: 'smartphone',
		description:
			'Own rows only, where the licence allows rules; otherwise through /mobile/me · بيانات الشخص نفسه فقط',
		app_access: false,
		admin_access: false,
		role: roles.appUser.id,
	},
} as const;

export type Action = 'create' | 'read' | 'update' | 'delete';

export interface Permission {
	/** A policy id, or `public` for people who have not logged in. */
	readonly policy: string;
	readonly collection: string;
	readonly action: Action;
	readonly fields: readonly string[];
	readonly permissions: Record<string, unknown> | null;
	readonly validation: Record<string, unknown> | null;
	readonly presets: Record<string, unknown> | null;
}

const everything = (policy: string, collection: string, action: Action): Permission => ({
	policy,
	collection,
	action,
	fields: ['*'],
	permissions: null,
	validation: null,
	presets: null,
});

/** Editors: all of content and screens, read the releases, their files, and what the Studio needs for its buttons. */
function editorPermissions(): Permission[] {
	const actions: Action[] = ['create', 'read', 'update', 'delete'];
	const changed = collectionList.filter(({ audience }) => audience === 'content' || audience === 'editorial');
	const readOnly = collectionList.filter(({ audience }) => audience === 'record');
	const helpers = ['directus_files', 'directus_folders', 'directus_versions'];

	return [
		...changed.flatMap(({ name }) => actions.map((action) => everything(policies.editor.id, name, action))),
		...readOnly.map(({ name }) => everything(policies.editor.id, name, 'read')),
		...helpers.flatMap((name) => actions.map((action) => everything(policies.editor.id, name, action))),
		everything(policies.editor.id, 'directus_flows', 'read'),
	];
}

/** Rows that need no custom rule; every host and licence accepts them. */
export const plainPermissions: readonly Permission[] = editorPermissions();

const authorship = new Set(['user_created', 'user_updated']);

const publicColumns = (of: Collection): string[] =>
	columnsOf(of).flatMap(([name]) => (authorship.has(name) ? [] : [name]));

/**
 * Directus applies row-level rules to the collection that is asked for, and not to those a filter joins to it
 * (`filter[$FOLLOW(pantry,food)][name]` on foods): whoever may read some rows on both sides of a relation can guess the
 * others. So only collections without a relation to another one of ours get rules.
 */
const standsAlone = (of: Collection): boolean =>
	columnsOf(of).every(([, { relation }]) => !relation || relation.to.startsWith('directus_'));

function rowsThat(
	policy: string,
	audience: Collection['audience'],
	columns: (of: Collection) => string[],
	permissions: Record<string, unknown>,
): Permission[] {
	return collectionList
		.filter((of) => of.audience === audience && standsAlone(of))
		.map((of) => ({
			policy,
			collection: of.name,
			action: 'read' as const,
			fields: columns(of),
			permissions,
			validation: null,
			presets: null,
		}));
}

const published = { status: { _eq: 'published' } };
const own = { user: { _eq: '$CURRENT_USER' } };
const allColumns = (of: Collection): string[] => columnsOf(of).map(([name]) => name);

/**
 * Row-level rules, for hosts that allow them (Directus 11, or 12 with a licence). Without them nobody but editors reads
 * content under `/items`: the public reads `/mobile`, and people reach their rows by `/mobile/me`. Writing is always there.
 */
export const rulePermissions: readonly Permission[] = [
	...rowsThat('public', 'content', publicColumns, published),
	...rowsThat(policies.appUser.id, 'content', publicColumns, published),
	...rowsThat(policies.appUser.id, 'private', allColumns, own),
];
