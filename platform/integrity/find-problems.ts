import type { SchemaOverview } from '@directus/types';
import { collectionsOf, columnsOf } from '../../domain/operations/integrity/columns.ts';
import type { Condition } from '../../domain/operations/integrity/condition.ts';
import { nowToken, type Rule } from '../../domain/operations/integrity/rule.ts';
import type { Message } from '../../domain/problem.ts';
import { nearestName } from '../../domain/text/nearest.ts';
import { isMoment } from './compile/tables.ts';

type FieldOverview = SchemaOverview['collections'][string]['fields'][string];

/** Why a rule cannot run on this database, and the place in the rule. */
export interface RuleProblem {
	readonly field: string;
	readonly message: Message;
}

type Looked = Pick<Rule, 'check' | 'fixers'>;

const numberTypes = ['integer', 'bigInteger', 'float', 'decimal'];
const jsonTypes = ['json', 'text', 'string'];

/** Every collection and column that is not there or has values of another kind, and every value that fits none. */
export function findProblems(schema: SchemaOverview, rule: Looked): RuleProblem[] {
	const missing = collectionsOf(rule).filter(({ collection }) => !schema.collections[collection]);
	if (missing.length > 0)
		return missing.map(({ collection, field }) => ({
			field,
			message: notThere('collection', collection, Object.keys(schema.collections)),
		}));
	return [...columnProblems(schema, rule), ...valueProblems(schema, rule), ...fixerProblems(schema, rule)];
}

function columnProblems(schema: SchemaOverview, rule: Looked): RuleProblem[] {
	return columnsOf(rule).flatMap(({ collection, column, field, needs }) => {
		const { fields } = schema.collections[collection]!;
		const found = fields[column];
		const columns = Object.values(fields)
			.filter(({ alias }) => !alias)
			.map((one) => one.field);
		if (!found || found.alias) return [{ field, message: notThere('column', column, columns) }];
		if (isSecret(found)) return [{ field, message: secret(column) }];
		if (needs === 'number' && !numberTypes.includes(found.type))
			return [{ field, message: wrongKind(column, 'numbers', 'أرقام') }];
		if (needs === 'json' && !jsonTypes.includes(found.type))
			return [{ field, message: wrongKind(column, 'JSON', 'JSON') }];
		return [];
	});
}

/** Passwords, tokens and the like: counting rows by their values would tell them, letter by letter. */
export const isSecret = ({ type, special }: Pick<FieldOverview, 'type' | 'special'>): boolean =>
	type === 'hash' || special.some((one) => ['hash', 'conceal', 'encrypt'].includes(one));

function valueProblems(schema: SchemaOverview, { check }: Looked): RuleProblem[] {
	const places: [string, string, readonly Condition[]][] = [];
	if ('where' in check) places.push([check.collection, 'check.where', check.where]);
	if ('parent' in check) places.push([check.parent.collection, 'check.parent.where', check.parent.where]);
	return places.flatMap(([collection, at, where]) =>
		where.flatMap((condition, index) => {
			const type = schema.collections[collection]!.fields[condition.column]?.type;
			if (type === undefined || !('value' in condition)) return [];
			const values = [condition.value].flat();
			const fits = values.every((value) => isOfType(value, type));
			return fits ? [] : [{ field: `${at}.${index}.value`, message: wrongValue(condition.column, type) }];
		}),
	);
}

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** PostgreSQL refuses a whole statement for one value that its column cannot hold. */
function isOfType(value: string | number | boolean, type: string): boolean {
	const written = String(value);
	if (type === 'uuid') return uuidPattern.test(written);
	if (numberTypes.includes(type)) return written.trim() !== '' && Number.isFinite(Number(value));
	if (type === 'boolean') return ['true', 'false', '0', '1'].includes(written);
	if (isMoment(type)) return written === nowToken || !Number.isNaN(Date.parse(written));
	if (type === 'date') return written === nowToken || /^\d{4}-\d{2}-\d{2}$/.test(written);
	return type !== 'json';
}

/** Directus's own rows are mended by Directus; a key is never given to another row. */
function fixerProblems(schema: SchemaOverview, { check, fixers }: Looked): RuleProblem[] {
	const { primary, fields } = schema.collections[check.collection]!;
	return fixers.flatMap((fixer, index): RuleProblem[] => {
		const at = `fixers.${index}`;
		if (check.collection.startsWith('directus_'))
			return [
				{
					field: at,
					message: {
						en: `is not possible in ${check.collection}: Directus's own rows are changed in its own pages. Leave the fixer out.`,
						ar: `غير ممكن في ${check.collection}: تُغيَّر صفوف Directus في صفحاته. احذف الإصلاح.`,
					},
				},
			];
		const columns =
			fixer.action === 'set' ? Object.keys(fixer.values) : fixer.action === 'clear' ? [fixer.column] : [];
		return columns.flatMap((column): RuleProblem[] => {
			const becomesNull =
				fixer.action === 'clear' || (fixer.action === 'set' && fixer.values[column] === null);
			if (column === primary)
				return [
					{
						field: at,
						message: {
							en: `changes the key "${column}" of the rows. Choose another column.`,
							ar: `يغيّر مفتاح الصفوف «${column}». اختر عمودا آخر.`,
						},
					},
				];
			if (becomesNull && fields[column]?.nullable === false)
				return [
					{
						field: at,
						message: {
							en: `would empty "${column}", which may not be empty. Delete the rows or set another value.`,
							ar: `سيفرغ «${column}» وهو لا يقبل الفراغ. احذف الصفوف أو ضع قيمة أخرى.`,
						},
					},
				];
			return [];
		});
	});
}

function notThere(what: 'collection' | 'column', name: string, known: readonly string[]): Message {
	const nearest = nearestName(name, known);
	const hint = nearest
		? { en: `Did you mean "${nearest}"?`, ar: `هل تقصد «${nearest}»؟` }
		: { en: 'Choose one that exists, or delete the rule.', ar: 'اختر موجودا، أو احذف القاعدة.' };
	return {
		en: `there is no ${what} "${name}". ${hint.en}`,
		ar: `${what === 'column' ? 'لا يوجد عمود' : 'لا توجد مجموعة'} «${name}». ${hint.ar}`,
	};
}

const secret = (column: string): Message => ({
	en: `"${column}" is secret, and no rule looks at it. Choose another column.`,
	ar: `«${column}» سري ولا تنظر إليه أي قاعدة. اختر عمودا آخر.`,
});

const wrongKind = (column: string, en: string, ar: string): Message => ({
	en: `"${column}" does not hold ${en}. Choose another column.`,
	ar: `«${column}» لا يحوي ${ar}. اختر عمودا آخر.`,
});

const wrongValue = (column: string, type: string): Message => ({
	en: `does not fit "${column}", which holds values of the type ${type}. Write such a value.`,
	ar: `لا يناسب «${column}» وقيمه من النوع ${type}. اكتب قيمة من هذا النوع.`,
});
