import type { Check, CheckOf } from '../../../../../domain/operations/integrity/check.ts';
import type { Condition } from '../../../../../domain/operations/integrity/condition.ts';
import type { Fixer, OwnRule } from '../../../../../domain/operations/integrity/rule.ts';

export const kinds = [
	'orphan',
	'order',
	'range',
	'max_per_group',
	'required_pair',
	'unique',
	'json_reference',
	'forbidden',
] as const satisfies readonly Check['kind'][];

/** One condition as its fields hold it: what is typed is text. */
export interface DraftCondition {
	column: string;
	op: Condition['op'];
	value: string;
}

/** A rule as the form holds it: every field of every kind, so that changing the kind loses nothing. */
export interface Draft {
	id: string;
	severity: OwnRule['severity'];
	titleEn: string;
	titleAr: string;
	remedyEn: string;
	remedyAr: string;
	kind: Check['kind'];
	collection: string;
	where: DraftCondition[];
	column: string;
	columns: string[];
	parentCollection: string;
	parentColumn: string;
	parentWhere: DraftCondition[];
	low: string;
	high: string;
	equal: boolean;
	reportsEmpty: boolean;
	min: string;
	max: string;
	most: string;
	need: CheckOf<'required_pair'>['need'];
	ignoreCase: boolean;
	ignoreSpaces: boolean;
	keepColumn: string;
	keepWhich: 'first' | 'last';
	/** Keys with dots between them. */
	path: string;
	besideKey: string;
	besideValue: string;
	clears: boolean;
	deletes: boolean;
	setColumn: string;
	setValue: string;
}

export const emptyDraft = (): Draft => ({
	id: '',
	severity: 'error',
	titleEn: '',
	titleAr: '',
	remedyEn: '',
	remedyAr: '',
	kind: 'orphan',
	collection: '',
	where: [],
	column: '',
	columns: [''],
	parentCollection: '',
	parentColumn: '',
	parentWhere: [],
	low: '',
	high: '',
	equal: false,
	reportsEmpty: false,
	min: '',
	max: '',
	most: '1',
	need: 'together',
	ignoreCase: false,
	ignoreSpaces: false,
	keepColumn: '',
	keepWhich: 'last',
	path: '',
	besideKey: '',
	besideValue: '',
	clears: false,
	deletes: false,
	setColumn: '',
	setValue: '',
});

/** What is sent; the server checks it, so a number that is none goes as it was typed. */
export function toRule(draft: Draft): unknown {
	return {
		id: draft.id.trim(),
		severity: draft.severity,
		title: { en: draft.titleEn, ar: draft.titleAr },
		remedy: { en: draft.remedyEn, ar: draft.remedyAr },
		fixers: fixersOf(draft),
		check: {
			kind: draft.kind,
			collection: draft.collection,
			where: draft.where.map(toCondition),
			...checkOf(draft),
		},
	};
}

function checkOf(draft: Draft): object {
	const columns = draft.columns.filter(Boolean);
	const empty = draft.reportsEmpty ? 'report' : 'ignore';
	const parent = {
		collection: draft.parentCollection,
		column: draft.parentColumn,
		where: draft.parentWhere.map(toCondition),
	};
	const keep = draft.keepColumn ? { keep: { column: draft.keepColumn, which: draft.keepWhich } } : {};
	switch (draft.kind) {
		case 'orphan':
			return { column: draft.column, parent };
		case 'order':
			return { low: draft.low, high: draft.high, equal: draft.equal, empty };
		case 'range':
			return { columns, ...limit('min', draft.min), ...limit('max', draft.max), empty };
		case 'max_per_group':
			return { columns, most: numberOrText(draft.most), ...keep };
		case 'required_pair':
			return { columns, need: draft.need };
		case 'unique':
			return { columns, ignore_case: draft.ignoreCase, ignore_spaces: draft.ignoreSpaces, ...keep };
		case 'json_reference':
			return {
				column: draft.column,
				path: draft.path.split('.'),
				...(draft.besideKey && { beside: { key: draft.besideKey, value: draft.besideValue } }),
				parent,
			};
		case 'forbidden':
			return {};
	}
}

function fixersOf({ kind, column, clears, deletes, setColumn, setValue }: Draft): Fixer[] {
	return [
		...(clears && kind === 'orphan' ? [{ action: 'clear', column } as const] : []),
		...(setColumn ? [{ action: 'set', values: { [setColumn]: readScalar(setValue) } } as const] : []),
		...(deletes ? [{ action: 'delete' } as const] : []),
	];
}

const limit = (name: 'min' | 'max', typed: string): object =>
	typed.trim() === '' ? {} : { [name]: numberOrText(typed) };

/** A field for numbers may hand over a number. */
function numberOrText(typed: string | number): string | number {
	const text = String(typed).trim();
	return text !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}

/** What a person types for a value of any type. */
function readScalar(typed: string): string | number | boolean | null {
	const text = typed.trim();
	if (text === 'true' || text === 'false') return text === 'true';
	if (text === '' || text === 'null') return null;
	return numberOrText(typed);
}

export const takesValue = (op: Condition['op']): boolean =>
	!['null', 'nnull', 'empty', 'nempty'].includes(op);
export const takesList = (op: Condition['op']): boolean => op === 'in' || op === 'nin';

function toCondition({ column, op, value }: DraftCondition): object {
	if (!takesValue(op)) return { column, op };
	if (!takesList(op)) return { column, op, value: readScalar(value) ?? '' };
	return { column, op, value: value.split(',').map((one) => readScalar(one) ?? '') };
}

/** The form for a rule that there is. */
export function toDraft({ id, severity, title, remedy, fixers, check }: OwnRule): Draft {
	const set = fixers.find(({ action }) => action === 'set');
	const [setColumn, setValue] = set && 'values' in set ? Object.entries(set.values)[0]! : ['', ''];
	const has = (action: Fixer['action']): boolean => fixers.some((fixer) => fixer.action === action);
	return {
		...emptyDraft(),
		id,
		severity,
		titleEn: title.en,
		titleAr: title.ar,
		remedyEn: remedy.en,
		remedyAr: remedy.ar,
		kind: check.kind,
		collection: check.collection,
		where: check.where.map(fromCondition),
		clears: has('clear'),
		deletes: has('delete'),
		setColumn,
		setValue: setValue === null ? 'null' : String(setValue),
		...fieldsOf(check),
	};
}

function fieldsOf(check: Check): Partial<Draft> {
	const written = (value: number | undefined): string => (value === undefined ? '' : String(value));
	const parentOf = ({ parent }: CheckOf<'orphan' | 'json_reference'>): Partial<Draft> => ({
		parentCollection: parent.collection,
		parentColumn: parent.column,
		parentWhere: parent.where.map(fromCondition),
	});
	const keepOf = ({ keep }: CheckOf<'max_per_group' | 'unique'>): Partial<Draft> =>
		keep ? { keepColumn: keep.column, keepWhich: keep.which } : {};
	switch (check.kind) {
		case 'orphan':
			return { column: check.column, ...parentOf(check) };
		case 'order':
			return { low: check.low, high: check.high, equal: check.equal, reportsEmpty: check.empty === 'report' };
		case 'range':
			return {
				columns: [...check.columns],
				min: written(check.min),
				max: written(check.max),
				reportsEmpty: check.empty === 'report',
			};
		case 'max_per_group':
			return { columns: [...check.columns], most: String(check.most), ...keepOf(check) };
		case 'required_pair':
			return { columns: [...check.columns], need: check.need };
		case 'unique':
			return {
				columns: [...check.columns],
				ignoreCase: check.ignore_case,
				ignoreSpaces: check.ignore_spaces,
				...keepOf(check),
			};
		case 'json_reference':
			return {
				column: check.column,
				path: check.path.join('.'),
				besideKey: check.beside?.key ?? '',
				besideValue: check.beside?.value ?? '',
				...parentOf(check),
			};
		case 'forbidden':
			return {};
	}
}

const fromCondition = (condition: Condition): DraftCondition => ({
	column: condition.column,
	op: condition.op,
	value: 'value' in condition ? [condition.value].flat().join(', ') : '',
});

/** Whether the form can show all of a rule; what it cannot is edited as JSON. */
export const fitsForm = (rule: OwnRule): boolean => sameJson(toRule(toDraft(rule)), rule);

const sameJson = (one: unknown, other: unknown): boolean =>
	JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));

function sorted(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(sorted);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value)
			.filter(([, inner]) => inner !== undefined)
			.sort(([one], [other]) => (one < other ? -1 : 1))
			.map(([name, inner]) => [name, sorted(inner)]),
	);
}
