import { z } from 'zod';

/** A collection or a column, as its database knows it; longer names do not exist on PostgreSQL. */
export const nameSchema = z
	.string('must be a name')
	.regex(/^[A-Za-z_][A-Za-z0-9_-]{0,62}$/, 'must be a name of letters, digits, _ and -');

/** Directus's own names for them, so that whoever writes filters there knows these. */
export const operatorsWithValue = [
	'eq',
	'neq',
	'lt',
	'lte',
	'gt',
	'gte',
	'starts_with',
	'nstarts_with',
] as const;
export const operatorsWithList = ['in', 'nin'] as const;
export const operatorsAlone = ['null', 'nnull', 'empty', 'nempty'] as const;

const scalar = z.union(
	[z.string().max(500, 'may have 500 characters at most'), z.number(), z.boolean()],
	'must be a text, a number or true/false',
);
export type Scalar = z.infer<typeof scalar>;

const column = nameSchema.describe('A column of the collection');

/**
 * What a row has to be like. `neq`, `nin` and `nstarts_with` hold for empty values too; the other comparisons do not.
 * `empty` means null or a text of spaces only. Dates and times are written in ISO 8601.
 */
export const conditionSchema = z.discriminatedUnion('op', [
	z.strictObject({ column, op: z.enum(operatorsWithValue), value: scalar }),
	z.strictObject({
		column,
		op: z.enum(operatorsWithList),
		value: z.array(scalar).min(1, 'needs a value').max(100, 'may have 100 values at most'),
	}),
	z.strictObject({ column, op: z.enum(operatorsAlone) }),
]);
export type Condition = z.infer<typeof conditionSchema>;

/** All of them have to hold. */
export const whereSchema = z
	.array(conditionSchema, 'must be a list of conditions')
	.max(10, 'may have 10 conditions at most')
	.default([])
	.describe('Only rows that fulfil all of these are looked at');
