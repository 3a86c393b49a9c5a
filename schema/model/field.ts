import { z } from 'zod';
import type { Text } from './text.ts';

export type ColumnType =
	| 'uuid'
	| 'string'
	| 'text'
	| 'integer'
	| 'bigInteger'
	| 'float'
	| 'boolean'
	| 'date'
	| 'timestamp'
	| 'json'
	| 'alias';

export type Width = 'half' | 'full' | 'fill';

export interface Relation {
	readonly to: string;
	/** What the database does with this row when the row it points at is deleted. */
	readonly onDelete: 'CASCADE' | 'SET NULL' | 'RESTRICT';
	/** Name of the list on the other side, when editors see it there. */
	readonly listedAs?: string;
	readonly sortedBy?: string;
}

export interface Choice {
	readonly value: string | number;
	readonly label: Text;
	/** Colours it in lists. */
	readonly tone?: Tone;
}

export type Tone = 'quiet' | 'good' | 'busy' | 'warning' | 'danger';

/**
 * One column (or presentation element) of a collection, declared once. `zod` describes the value as our
 * endpoints and the client see it; everything else describes it for Directus.
 */
export interface Field<T = unknown> {
	readonly type: ColumnType;
	readonly zod: z.ZodType<T>;
	readonly label: Text;
	readonly note?: Text;
	/** Shown at the field when a rule refuses its value. */
	readonly rule?: Text;
	readonly choices?: readonly Choice[];
	readonly nullable: boolean;
	readonly unique: boolean;
	readonly primaryKey: boolean;
	readonly autoIncrement: boolean;
	readonly defaultValue?: unknown;
	readonly maxLength?: number;
	readonly relation?: Relation;
	readonly meta: {
		readonly interface: string | null;
		readonly special?: readonly string[];
		readonly options?: Record<string, unknown>;
		readonly display?: string;
		readonly display_options?: Record<string, unknown>;
		readonly width: Width;
		readonly hidden: boolean;
		readonly readonly: boolean;
		readonly required: boolean;
		readonly group: string | null;
		readonly conditions?: readonly Record<string, unknown>[];
	};
}

/** What a declaration may say about any field, whatever its type. */
export interface Common {
	label: Text;
	note?: Text;
	rule?: Text;
	width?: Width;
	hidden?: boolean;
	readonly?: boolean;
	required?: boolean;
	group?: string;
	/** Hides the field, or a section with all it holds, while another field has one of these values. */
	hiddenWhen?: Hiding;
	unique?: boolean;
	interface?: string;
	options?: Record<string, unknown>;
	display?: string;
	displayOptions?: Record<string, unknown>;
	defaultValue?: unknown;
}

export interface Hiding {
	readonly field: string;
	readonly isIn: readonly string[];
}

interface Kind<T> {
	type: ColumnType;
	zod: z.ZodType<T>;
	interface: string;
	special?: readonly string[];
	options?: Record<string, unknown>;
	display?: string;
	displayOptions?: Record<string, unknown>;
	width?: Width;
	choices?: readonly Choice[];
	relation?: Relation;
	primaryKey?: boolean;
	autoIncrement?: boolean;
	maxLength?: number;
}

function define<T>(kind: Kind<T>, common: Common, nullable: boolean): Field<T> {
	const special = kind.special ?? [];
	const options = { ...kind.options, ...common.options };
	const display = common.display ?? kind.display;
	const displayOptions = common.displayOptions ?? kind.displayOptions;

	return {
		type: kind.type,
		zod: kind.zod,
		label: common.label,
		...(common.note && { note: common.note }),
		...(common.rule && { rule: common.rule }),
		...(kind.choices && { choices: kind.choices }),
		...(kind.relation && { relation: kind.relation }),
		...(common.defaultValue !== undefined && { defaultValue: common.defaultValue }),
		...(kind.maxLength !== undefined && { maxLength: kind.maxLength }),
		nullable,
		unique: common.unique ?? false,
		primaryKey: kind.primaryKey ?? false,
		autoIncrement: kind.autoIncrement ?? false,
		meta: {
			interface: common.interface ?? kind.interface,
			...(special.length > 0 && { special }),
			...(Object.keys(options).length > 0 && { options }),
			...(display && { display }),
			...(displayOptions && { display_options: displayOptions }),
			width: common.width ?? kind.width ?? 'half',
			hidden: common.hidden ?? false,
			readonly: common.readonly ?? false,
			required: common.required ?? false,
			group: common.group ?? null,
			...(common.hiddenWhen && { conditions: [hideWhile(common.hiddenWhen)] }),
		},
	};
}

/** In the form in which Directus keeps conditions; the name is only for whoever edits it. */
const hideWhile = ({ field, isIn }: Hiding) => ({
	name: `${field} = ${isIn.join(', ')}`,
	rule: { _and: [{ [field]: { _in: isIn } }] },
	hidden: true,
});

/** Declares a column in its two forms: `kind(common)` may be empty, `kind.required(common)` may not. */
function declare<T, O extends object = object>(kind: (options: O) => Kind<T>) {
	const optional = (common: Common & O): Field<T | null> => {
		const made = kind(common);
		return define({ ...made, zod: made.zod.nullable() }, common, true);
	};
	/** The database refuses an empty value; in the Studio the field is marked as required unless it has a default. */
	const required = (common: Common & O): Field<T> =>
		define(kind(common), { required: common.defaultValue === undefined && !common.hidden, ...common }, false);
	return Object.assign(optional, { required });
}

export const string = declare<string, { maxLength?: number }>(({ maxLength = 255 }) => ({
	type: 'string',
	zod: z.string().max(maxLength),
	interface: 'input',
	options: { trim: true },
	maxLength,
}));

export const longText = declare<string>(() => ({
	type: 'text',
	zod: z.string(),
	interface: 'input-multiline',
	options: { trim: true },
	width: 'full',
}));

export const integer = declare<number, { min?: number; max?: number }>(({ min, max }) => ({
	type: 'integer',
	zod: z
		.int()
		.min(min ?? -2147483648)
		.max(max ?? 2147483647),
	interface: 'input',
	options: { ...(min !== undefined && { min }), ...(max !== undefined && { max }), step: 1 },
}));

export const bigInteger = declare<number>(() => ({ type: 'bigInteger', zod: z.int(), interface: 'input' }));

export const decimal = declare<number, { min?: number; max?: number; unit?: string }>(
	({ min, max, unit }) => ({
		type: 'float',
		zod: z
			.number()
			.min(min ?? -Number.MAX_VALUE)
			.max(max ?? Number.MAX_VALUE),
		interface: 'input',
		options: {
			...(min !== undefined && { min }),
			...(max !== undefined && { max }),
			...(unit && { placeholder: unit }),
			step: 0.01,
		},
	}),
);

export const boolean = declare<boolean>(() => ({
	type: 'boolean',
	zod: z.boolean(),
	interface: 'boolean',
	special: ['cast-boolean'],
	display: 'boolean',
}));

export const date = declare<string>(() => ({
	type: 'date',
	zod: z.iso.date(),
	interface: 'datetime',
	display: 'datetime',
}));

export const timestamp = declare<string>(() => ({
	type: 'timestamp',
	zod: z.iso.datetime(),
	interface: 'datetime',
	special: ['cast-timestamp'],
	display: 'datetime',
	displayOptions: { relative: true },
}));

/** One of a closed set of values. */
export function choice<const V extends string>(
	common: Common & { choices: readonly { value: V; label: Text; tone?: Tone }[]; multiple?: false },
): Field<V | null> & { required: Field<V> } {
	const values = common.choices.map(({ value }) => value) as [V, ...V[]];
	const kind: Kind<V> = {
		type: 'string',
		zod: z.enum(values),
		interface: 'select-dropdown',
		display: 'labels',
		displayOptions: { showAsDot: false },
		choices: common.choices,
		maxLength: 64,
	};
	const optional = define<V | null>({ ...kind, zod: kind.zod.nullable() }, common, true);
	return Object.assign(optional, {
		required: define(kind, { required: common.defaultValue === undefined, ...common }, false),
	});
}

/** One of the known words, or another one: rows keep words of earlier versions. */
export function word(
	common: Common & { choices: readonly Choice[]; maxLength?: number },
): Field<string | null> {
	const { maxLength = 64 } = common;
	return define<string | null>(
		{
			type: 'string',
			zod: z.string().max(maxLength).nullable(),
			interface: 'select-dropdown',
			options: { allowOther: true },
			display: 'labels',
			displayOptions: { showAsDot: false },
			choices: common.choices,
			maxLength,
		},
		common,
		true,
	);
}

/** Some words out of known ones, each with a check mark; stored as a JSON array of strings. */
export function manyOf(common: Common & { choices: readonly Choice[] }): Field<string[] | null> {
	return define<string[] | null>(
		{
			type: 'json',
			zod: z.array(z.string()).nullable(),
			interface: 'select-multiple-checkbox',
			special: ['cast-json'],
			options: { itemsShown: common.choices.length },
			display: 'labels',
			width: 'full',
			choices: common.choices,
		},
		common,
		true,
	);
}

/** Any JSON, edited in the code editor. */
export function json<T>(common: Common & { shape: z.ZodType<T> }): Field<T | null> {
	return define<T | null>(
		{
			type: 'json',
			zod: common.shape.nullable(),
			interface: 'input-code',
			special: ['cast-json'],
			options: { language: 'json', lineNumber: true, lineWrapping: true },
			display: 'formatted-json-value',
			width: 'full',
		},
		common,
		true,
	);
}

/** A reference to one row of another collection, picked from a list; the value is that row's id. */
export const reference = declare<
	string,
	{ to: string; onDelete?: Relation['onDelete']; template?: string; listedAs?: string; sortedBy?: string }
>(({ to, onDelete = 'SET NULL', template, listedAs, sortedBy }) => ({
	type: 'uuid',
	zod: z.string(),
	interface: to === 'directus_files' ? 'file-image' : 'select-dropdown-m2o',
	special: [to === 'directus_files' ? 'file' : 'm2o'],
	...(template && { options: { template } }),
	display: to === 'directus_files' ? 'image' : to === 'directus_users' ? 'user' : 'related-values',
	...(template && { displayOptions: { template } }),
	relation: { to, onDelete, ...(listedAs && { listedAs }), ...(sortedBy && { sortedBy }) },
}));

/** The list on the other side of a `reference`; it has no column of its own. */
export function listOf(common: Common & { template: string; fields: readonly string[] }): Field<never[]> {
	return define<never[]>(
		{
			type: 'alias',
			zod: z.array(z.never()),
			interface: 'list-o2m',
			special: ['o2m'],
			options: { layout: 'table', fields: common.fields, enableSelect: false },
			display: 'related-values',
			displayOptions: { template: common.template },
			width: 'full',
		},
		common,
		true,
	);
}

/** A folding section of the form; fields join it by naming it as their `group`. */
export function section(common: Common & { icon: string; closed?: boolean }): Field<never> {
	return define<never>(
		{
			type: 'alias',
			zod: z.never(),
			interface: 'group-detail',
			special: ['alias', 'no-data', 'group'],
			options: { headerIcon: common.icon, start: common.closed ? 'closed' : 'open' },
			width: 'full',
		},
		common,
		true,
	);
}

/** Something that an interface of ours shows of the whole row; it has no column of its own. */
export function presentation(common: Common & { interface: string }): Field<never> {
	return define<never>(
		{
			type: 'alias',
			zod: z.never(),
			interface: common.interface,
			special: ['alias', 'no-data'],
			width: 'full',
		},
		common,
		true,
	);
}

export function uuidKey(label: Text): Field<string> {
	return define(
		{ type: 'uuid', zod: z.uuid(), interface: 'input', special: ['uuid'], primaryKey: true },
		{ label, hidden: true, readonly: true },
		false,
	);
}

export function serialKey(label: Text): Field<number> {
	return define(
		{ type: 'bigInteger', zod: z.int(), interface: 'input', primaryKey: true, autoIncrement: true },
		{ label, hidden: true, readonly: true },
		false,
	);
}

/** Filled by Directus itself: who and when. */
export function stamp(kind: 'date-created' | 'date-updated', label: Text): Field<string | null> {
	return define<string | null>(
		{
			type: 'timestamp',
			zod: z.iso.datetime().nullable(),
			interface: 'datetime',
			special: [kind],
			display: 'datetime',
			displayOptions: { relative: true },
		},
		{ label, readonly: true, hidden: true },
		true,
	);
}

export function signature(kind: 'user-created' | 'user-updated', label: Text): Field<string | null> {
	return define<string | null>(
		{
			type: 'uuid',
			zod: z.string().nullable(),
			interface: 'select-dropdown-m2o',
			special: [kind],
			options: { template: '{{avatar}} {{first_name}} {{last_name}}' },
			display: 'user',
			relation: { to: 'directus_users', onDelete: 'SET NULL' },
		},
		{ label, readonly: true, hidden: true },
		true,
	);
}
