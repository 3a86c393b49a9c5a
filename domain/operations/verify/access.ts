import { defineFindings } from '../doctor/finding.ts';
import type { Finding } from '../doctor/contract.ts';
import { equalJson } from '../../screens/changes/equal-json.ts';

/** A row of Directus's permissions, its lists and rules decoded. */
export interface PermissionRow {
	readonly policy: string;
	readonly collection: string;
	readonly action: string;
	readonly fields: readonly string[] | null;
	readonly permissions: unknown;
	readonly validation: unknown;
	readonly presets: unknown;
}

export interface AccessFacts {
	/** As provisioning makes them on this host, the public policy by its id. */
	readonly declared: readonly PermissionRow[];
	readonly stored: readonly PermissionRow[];
	/** Names by id: of every policy that is there. */
	readonly policyNames: Readonly<Record<string, string>>;
	readonly publicPolicy: string | null;
	readonly appPolicy: string;
	/** Collections of ours that nobody but editors and administrators may see. */
	readonly closed: readonly string[];
	/** Collections with rows of people and machines. */
	readonly personal: readonly string[];
	/** Declared roles and policies that are gone, or that became administrators. */
	readonly brokenRoles: readonly string[];
}

export const accessFindings = defineFindings('access', {
	'role-changed': {
		severity: 'error',
		found: {
			en: 'Roles or policies of BeBetter are gone, or give more access than declared.',
			ar: 'أدوار أو سياسات لـ BeBetter مفقودة أو تمنح صلاحيات أكثر مما أُعلن.',
		},
		remedy: {
			en: 'Restore them from a backup, or take the access away under Settings > Access Policies.',
			ar: 'استعدها من نسخة احتياطية، أو أزل الصلاحية من الإعدادات > سياسات الوصول.',
		},
	},
	'private-open-to-public': {
		severity: 'error',
		found: {
			en: 'The public policy allows people without a login on collections that are not public.',
			ar: 'السياسة العامة تسمح لمن لم يسجّل الدخول بمجموعات ليست عامة.',
		},
		remedy: {
			en: 'Remove these permissions under Settings > Access Policies > Public.',
			ar: 'احذف هذه الصلاحيات من الإعدادات > سياسات الوصول > العامة.',
		},
	},
	'private-open-to-apps': {
		severity: 'error',
		found: {
			en: 'The policy of app users allows more than their own rows on collections with people’s data.',
			ar: 'سياسة مستخدمي التطبيق تسمح بأكثر من بيانات الشخص نفسه في مجموعات فيها بيانات الناس.',
		},
		remedy: {
			en: 'Remove these permissions from the policy BeBetter app; the app uses /mobile/me.',
			ar: 'احذف هذه الصلاحيات من سياسة BeBetter app؛ يستعمل التطبيق /mobile/me.',
		},
	},
	'private-open-to-others': {
		severity: 'warning',
		found: {
			en: 'Other policies allow access to collections with people’s data.',
			ar: 'سياسات أخرى تسمح بالوصول إلى مجموعات فيها بيانات الناس.',
		},
		remedy: {
			en: 'Keep them only if somebody has decided so; else remove them.',
			ar: 'أبقها فقط إن قرّر ذلك أحد المسؤولين، وإلا فاحذفها.',
		},
	},
	'public-permission-added': {
		severity: 'warning',
		found: {
			en: 'The public policy allows more than BeBetter declares.',
			ar: 'السياسة العامة تسمح بأكثر مما يعلنه BeBetter.',
		},
		remedy: {
			en: 'Keep it only if somebody has decided so; phones read /mobile and need none of it.',
			ar: 'أبقها فقط إن قرّر ذلك أحد المسؤولين؛ تقرأ الهواتف /mobile ولا تحتاج إليها.',
		},
	},
	'rule-changed': {
		severity: 'error',
		found: {
			en: 'Rules for the public or for app users differ from what is declared, so they may see other rows or columns.',
			ar: 'قواعد العامة أو مستخدمي التطبيق تختلف عمّا أُعلن، فقد يرون صفوفًا أو أعمدة أخرى.',
		},
		remedy: {
			en: 'Set fields and rule back under Settings > Access Policies: published rows for the public, own rows (user is $CURRENT_USER) for app users.',
			ar: 'أعد الحقول والقاعدة من الإعدادات > سياسات الوصول: الصفوف المنشورة للعامة، وصفوف الشخص نفسه ($CURRENT_USER) لمستخدمي التطبيق.',
		},
	},
	'permission-missing': {
		severity: 'warning',
		found: {
			en: 'Permissions that provisioning makes are gone: somebody removed them.',
			ar: 'صلاحيات ينشئها التجهيز مفقودة: أزالها أحد المسؤولين.',
		},
		remedy: {
			en: 'Add them again under Settings > Access Policies if nobody meant it; provisioning leaves removals alone.',
			ar: 'أضفها من الإعدادات > سياسات الوصول إن لم يكن ذلك مقصودًا؛ فالتجهيز لا يعيد ما حُذف.',
		},
	},
	'editing-changed': {
		severity: 'info',
		found: {
			en: 'What editors may do was changed.',
			ar: 'تغيّر ما يُسمح به للمحررين.',
		},
		remedy: {
			en: 'Nothing to do if somebody has decided so.',
			ar: 'لا يلزم شيء إن كان ذلك مقصودًا.',
		},
	},
});

const keyOf = ({ policy, collection, action }: PermissionRow): string => `${policy} ${collection} ${action}`;

export function judgeAccess(facts: AccessFacts): Finding[] {
	const { find } = accessFindings;
	const { declared, stored, publicPolicy, appPolicy, closed, personal, brokenRoles } = facts;
	const declaredKeys = new Map(declared.map((row) => [keyOf(row), row]));
	const storedKeys = new Set(stored.map(keyOf));
	const describe = ({ policy, collection, action }: PermissionRow): string =>
		`${facts.policyNames[policy] ?? policy}: ${action} ${collection}`;
	const finding = (id: Parameters<typeof find>[0], rows: readonly PermissionRow[]): Finding[] =>
		rows.length > 0 ? [find(id, {}, [...new Set(rows.map(describe))])] : [];

	const missing = declared.filter((row) => !storedKeys.has(keyOf(row)));
	const added = stored.filter((row) => !declaredKeys.has(keyOf(row)));
	const changed = stored.filter((row) => {
		const wanted = declaredKeys.get(keyOf(row));
		return wanted !== undefined && !isSame(row, wanted);
	});
	const ofPublic = added.filter(({ policy }) => policy === publicPolicy);
	const ofApps = added.filter(({ policy }) => policy === appPolicy);
	const isEditing = ({ policy }: PermissionRow): boolean => policy !== publicPolicy && policy !== appPolicy;
	const known = new Set(declared.map(({ policy }) => policy));

	return [
		...(brokenRoles.length > 0 ? [find('role-changed', {}, brokenRoles)] : []),
		...finding(
			'private-open-to-public',
			ofPublic.filter(({ collection }) => closed.includes(collection)),
		),
		...finding(
			'private-open-to-apps',
			ofApps.filter(({ collection }) => closed.includes(collection)),
		),
		...finding(
			'rule-changed',
			changed.filter((row) => !isEditing(row)),
		),
		...finding(
			'private-open-to-others',
			added.filter((row) => isEditing(row) && personal.includes(row.collection)),
		),
		...finding(
			'public-permission-added',
			ofPublic.filter(({ collection }) => !closed.includes(collection)),
		),
		...finding('permission-missing', missing),
		...finding('editing-changed', [
			...changed.filter(isEditing),
			...added.filter((row) => isEditing(row) && known.has(row.policy) && !personal.includes(row.collection)),
		]),
	];
}

/** Empty rules and none are the same to Directus; the order of fields means nothing. */
function isSame(one: PermissionRow, other: PermissionRow): boolean {
	const fieldsOf = ({ fields }: PermissionRow): readonly string[] => (fields ?? []).toSorted();
	return (
		equalJson(fieldsOf(one), fieldsOf(other)) &&
		(['permissions', 'validation', 'presets'] as const).every((part) =>
			equalJson(ruleOf(one[part]), ruleOf(other[part])),
		)
	);
}

const ruleOf = (rule: unknown): unknown =>
	rule === null || rule === undefined || equalJson(rule, {}) ? null : rule;
