import { z } from 'zod';
import { readLocale } from '../../domain/content/localise.ts';
import { isKnownTag, nutritionTags } from '../../domain/content/tags.ts';
import { filterColumns, sortColumns, type Resource } from '../content/resources.ts';

/** A number in an address. */
export const wholeNumber = (from: number, to: number) =>
	z
		.string()
		.max(10, `use a whole number from ${from} to ${to}`)
		.regex(/^\d+$/, `use a whole number from ${from} to ${to}`)
		.transform(Number)
		.refine((value) => value >= from && value <= to, `use a whole number from ${from} to ${to}`);

export const locale = z
	.string()
	.max(35, 'use a language such as en or ar')
	.regex(/^[A-Za-z0-9_-]+$/, 'use a language such as en or ar')
	.optional()
	.describe('Language of the answer: en (default) or ar; a region such as ar-SA is accepted')
	.transform(readLocale);

export const goal = z
	.string()
	.max(64, 'use lose, maintain or gain')
	.regex(/^[a-z0-9_-]+$/, 'use lose, maintain or gain')
	.default('default')
	.describe('The person’s goal: lose, maintain or gain; another gets the screen for everybody');

export const screenQuery = z.object({
	goal,
	locale,
	schema: wholeNumber(1, 100_000).optional().describe('The highest schema version this app can render'),
	platform: z
		.enum(['ios', 'android'], 'use ios or android')
		.optional()
		.describe('Instead of the header X-App-Platform'),
	app_version: z
		.string()
		.max(200, 'use at most 200 characters')
		.optional()
		.describe('Instead of the header X-App-Version'),
});

export const manifestQuery = z.object({ goal, locale });

export const itemQuery = z.object({ locale });

const list = (known: (value: string) => boolean, remedy: string) =>
	z
		.string()
		.max(500, 'use at most 500 characters')
		.transform((value) => value.split(',').map((part) => part.trim()))
		.refine((values) => values.length <= 20 && values.every(known), remedy);

/** What a list of this resource can be asked. */
export function listQuery(resource: Resource) {
	const sortable = sortColumns(resource);
	const filters = filterColumns(resource).map((name) => [name, filterOf(resource, name)]);
	const hasTags = 'tags' in resource.collection.fields;

	return z.object({
		locale,
		q: z
			.string()
			.max(200, 'use at most 200 characters')
			.optional()
			.describe('Words to search; Arabic diacritics, tatweel and letter forms do not matter'),
		...(hasTags && {
			tags: list(isKnownTag, `use tags out of: ${nutritionTags.map(({ tag }) => tag).join(', ')}`)
				.optional()
				.describe('Tags, comma-separated; an item must carry all of them'),
		}),
		...Object.fromEntries(filters),
		sort: list(
			(key) => sortable.includes(key.replace(/^-/, '')),
			`use columns out of: ${sortable.join(', ')}; a minus before one sorts down`,
		)
			.optional()
			.describe('Columns, comma-separated, each with an optional minus; the editors’ order without it'),
		page: wholeNumber(1, 100_000).default(1).describe('From 1'),
		limit: wholeNumber(1, 200).default(25).describe('Items a page, 1 to 200'),
	});
}

function filterOf({ collection }: Resource, name: string) {
	const values = (collection.fields[name]?.choices ?? []).map(({ value }) => String(value)) as [
		string,
		...string[],
	];
	return z.enum(values, `use one of: ${values.join(', ')}`).optional();
}
