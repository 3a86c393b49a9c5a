import { z } from 'zod';

/** Pieces of what people send about food. Every text and number has an end that a database can hold. */
export const clientId = z
	.string('must be a text')
	.regex(/^[\x21-\x7e]{1,100}$/, 'must have 1 to 100 letters, digits or signs, and no spaces')
	.optional()
	.describe('Made by the phone; the same request again under the same id adds nothing');

export const name = z
	.string('must be a text')
	.trim()
	.min(1, 'must not be empty')
	.max(255, 'may have 255 characters at most')
	.nullish();

export const note = z.string('must be a text').max(2000, 'may have 2000 characters at most').nullish();

/** More than 0, because nothing is not a portion. */
export const amount = (most: number, unit: string) => {
	const message = `must be a number of ${unit} above 0, up to ${most}`;
	return z.number(message).gt(0, message).max(most, message).nullish();
};

export const quantity = (most: number, unit: string) => {
	const message = `must be a number of ${unit} from 0 to ${most}; null when it is not known`;
	return z.number(message).min(0, message).max(most, message).nullish();
};

/** Slug or id of something published. */
export const contentName = (what: string) =>
	z
		.string(`must be the slug or id of a ${what}`)
		.min(1, `must be the slug or id of a ${what}`)
		.max(100, `must be the slug or id of a ${what}`)
		.nullish()
		.describe(`Slug or id of a published ${what}`);

export const fixed = 'cannot be changed later: delete this and add another.';
