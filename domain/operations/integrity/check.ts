import { z } from 'zod';
import { nameSchema, whereSchema } from './condition.ts';

const column = nameSchema.describe('A column of the collection');
const columnsOf = (least: number, most: number) =>
	z
		.array(column, 'must be a list of columns')
		.min(least, `needs ${least} or more columns`)
		.max(most, `may have ${most} columns at most`);

const about = { collection: nameSchema.describe('Where the rows are'), where: whereSchema };

const parent = z
	.strictObject({
		collection: nameSchema.describe('Where the row has to exist'),
		column: nameSchema.describe('The column that identifies it'),
		where: whereSchema,
	})
	.describe('The row that is referred to');

/** How rows that are too many are told from those that may stay. */
const keep = z
	.strictObject({
		column,
		which: z.enum(['first', 'last'], 'must be first or last').describe('The lowest or the highest values'),
	})
	.optional()
	.describe('Which rows of a group may stay; those with the lowest key where nothing is said');

const empty = z
	.enum(['ignore', 'report'], 'must be ignore or report')
	.default('ignore')
	.describe('Whether a row without a value breaks the rule');

/** Rows whose reference leads to no row. An empty reference breaks nothing. */
const orphan = z.strictObject({ kind: z.literal('orphan'), ...about, column, parent });

/** One column comes before another: `low < high`, or `low <= high` when equal values are allowed. */
const order = z.strictObject({
	kind: z.literal('order'),
	...about,
	low: column,
	high: column,
	equal: z.boolean('must be true or false').default(false).describe('Whether both may be the same'),
	empty,
});

/** A column, or the sum of several, lies within limits, both included. An empty value counts as none of them. */
const range = z.strictObject({
	kind: z.literal('range'),
	...about,
	columns: columnsOf(1, 6),
	min: z.number('must be a number').optional(),
	max: z.number('must be a number').optional(),
	empty,
});

/** At most so many rows with the same values. Rows with an empty one of them belong to no group. */
const maxPerGroup = z.strictObject({
	kind: z.literal('max_per_group'),
	...about,
	columns: columnsOf(1, 6),
	most: z.int('must be a whole number').min(1, 'must be at least 1').max(10_000, 'must be at most 10000'),
	keep,
});

/** Columns that belong together: `together` means all or none of them, `all` that each has a value. */
const requiredPair = z.strictObject({
	kind: z.literal('required_pair'),
	...about,
	columns: columnsOf(1, 6),
	need: z.enum(['all', 'together'], 'must be all or together').default('together'),
});

/** No two rows with the same values; those with an empty one of them are not compared. */
const unique = z.strictObject({
	kind: z.literal('unique'),
	...about,
	columns: columnsOf(1, 6),
	ignore_case: z.boolean('must be true or false').default(false).describe('A to Z only'),
	ignore_spaces: z.boolean('must be true or false').default(false),
	keep,
});

/**
 * A value inside JSON refers to a row. A path is a list of keys; `*` is each element of a list and `**` anything at
 * any depth. What it leads to is a text, a number, or a list of them.
 */
const jsonReference = z.strictObject({
	kind: z.literal('json_reference'),
	...about,
	column,
	path: z
		.array(z.string('must be a key').min(1, 'must not be empty').max(100, 'is too long'))
		.min(1, 'needs a key')
		.max(12, 'may have 12 keys at most')
		.describe('Keys; * is each element of a list, ** anything at any depth'),
	beside: z
		.strictObject({
			key: z
				.string('must be a key')
				.regex(/^[^"\\]{1,100}$/, 'must be 1 to 100 characters without quotes and backslashes'),
			value: z.string('must be a text').max(200, 'may have 200 characters at most'),
		})
		.optional()
		.describe('Only where the same object has this too, such as "type": "open_recipe"'),
	parent,
});

/** No row fulfils the conditions. */
const forbidden = z.strictObject({ kind: z.literal('forbidden'), ...about });

/** What administrators may check in any collection. */
export const checkSchema = z
	.discriminatedUnion('kind', [
		orphan,
		order,
		range,
		maxPerGroup,
		requiredPair,
		unique,
		jsonReference,
		forbidden,
	])
	.superRefine((check, context) => {
		const refuse = (path: string, message: string) =>
			context.addIssue({ code: 'custom', path: [path], message });
		if (check.kind === 'range' && check.min === undefined && check.max === undefined)
			refuse('min', 'or "max" is needed: say the lowest or the highest value');
		if (check.kind === 'range' && (check.min ?? -Infinity) > (check.max ?? Infinity))
			refuse('min', 'is above "max"; exchange them');
		if (check.kind === 'order' && check.low === check.high)
			refuse('high', 'is the same column as "low"; choose another');
		if (check.kind === 'forbidden' && check.where.length === 0)
			refuse('where', 'needs a condition: without one every row would be forbidden');
		if (check.kind === 'required_pair' && check.need === 'together' && check.columns.length < 2)
			refuse('columns', 'needs two columns that belong together');
		if (check.kind === 'json_reference' && ['*', '**'].includes(check.path.at(-1)!))
			refuse('path', 'must end with a key');
		if ('columns' in check && new Set(check.columns).size < check.columns.length)
			refuse('columns', 'names a column twice');
	});
export type Check = z.infer<typeof checkSchema>;
export type CheckOf<Kind extends Check['kind']> = Extract<Check, { kind: Kind }>;

export const checkKinds = checkSchema.options.map((option) => option.shape.kind.value);
