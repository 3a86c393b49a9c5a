import type { AnyCheck, Rule } from './rule.ts';

/** A column that a rule names, and where in the rule it does. */
export interface NamedColumn {
	readonly collection: string;
	readonly column: string;
	/** The place in the rule, such as `check.parent.column`. */
	readonly field: string;
	/** The kind of values it has to hold, if that matters. */
	readonly needs?: 'number' | 'json';
}

/** A collection that a rule names. */
export interface NamedCollection {
	readonly collection: string;
	readonly field: string;
}

export function collectionsOf({ check }: Pick<Rule, 'check'>): NamedCollection[] {
	const own = { collection: check.collection, field: 'check.collection' };
	return 'parent' in check
		? [own, { collection: check.parent.collection, field: 'check.parent.collection' }]
		: [own];
}

/** Every column that a rule touches, those of its conditions and fixers included. */
export function columnsOf({ check, fixers }: Pick<Rule, 'check' | 'fixers'>): NamedColumn[] {
	const { collection } = check;
	const here = (column: string, field: string): NamedColumn => ({ collection, column, field });
	const where = 'where' in check ? check.where : [];
	const parent = 'parent' in check ? check.parent : null;
	return [
		...ofCheck(check),
		...where.map(({ column }, index) => here(column, `check.where.${index}.column`)),
		...(parent?.where ?? []).map(({ column }, index) => ({
			collection: parent!.collection,
			column,
			field: `check.parent.where.${index}.column`,
		})),
		...fixers.flatMap((fixer, index) =>
			fixer.action === 'clear'
				? [here(fixer.column, `fixers.${index}.column`)]
				: Object.keys(fixer.action === 'set' ? fixer.values : {}).map((column) =>
						here(column, `fixers.${index}.values.${column}`),
					),
		),
	];
}

function ofCheck(check: AnyCheck): NamedColumn[] {
	const { collection } = check;
	const here = (column: string, field: string, needs?: NamedColumn['needs']): NamedColumn => ({
		collection,
		column,
		field: `check.${field}`,
		...(needs && { needs }),
	});
	switch (check.kind) {
		case 'orphan':
		case 'json_reference':
			return [
				here(check.column, 'column', check.kind === 'json_reference' ? 'json' : undefined),
				{
					collection: check.parent.collection,
					column: check.parent.column,
					field: 'check.parent.column',
				},
			];
		case 'order':
			return [here(check.low, 'low'), here(check.high, 'high')];
		case 'range':
			return check.columns.map((column, index) => here(column, `columns.${index}`, 'number'));
		case 'max_per_group':
		case 'unique':
			return [
				...check.columns.map((column, index) => here(column, `columns.${index}`)),
				...(check.keep ? [here(check.keep.column, 'keep.column')] : []),
			];
		case 'required_pair':
			return check.columns.map((column, index) => here(column, `columns.${index}`));
		case 'forbidden':
		case 'content_rules':
		case 'unreferenced_files':
			return [];
	}
}
