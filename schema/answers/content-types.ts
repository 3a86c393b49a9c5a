import type { z } from 'zod';
import type { Collection, Row } from '../model/collection.ts';
import type { contentResources, editorialColumns, recipeExtras } from './content.ts';

/*
 * What content endpoints answer, as types. `platform/content/answer-schema.ts` makes the zod schemas of the same
 * declarations.
 */

type AnyResource = (typeof contentResources)[number];

export type ContentPath = AnyResource['path'];
export type ResourceAt<Path extends ContentPath> = Extract<AnyResource, { path: Path }>;

export type Plain<T> = { [K in keyof T]: T[K] } & {};

type Served<C extends Collection> = Omit<Row<C>, (typeof editorialColumns)[number]>;

/** Beside each pair of languages stands the text in the language that was asked for. */
type Localised<T> = {
	[K in keyof T as K extends `${infer Base}_en` ? (`${Base}_ar` extends keyof T ? Base : never) : never]:
		| string
		| null;
};

type Extras<Path> = Path extends 'recipes' ? z.infer<z.ZodObject<typeof recipeExtras>> : object;

type Columns<Path extends ContentPath> = Served<ResourceAt<Path>['collection']>;

/** A single item: `/mobile/<path>/:slug`. */
export type ContentItem<Path extends ContentPath> = Plain<
	Omit<Columns<Path> & Localised<Columns<Path>>, keyof Extras<Path>> & Extras<Path>
>;

/** One item of a list: `/mobile/<path>`. */
export type ContentListItem<Path extends ContentPath> = Plain<
	Omit<ContentItem<Path>, ResourceAt<Path>['itemOnly'][number]>
>;

/** Columns with a closed set of values. */
type FilterOf<T> = {
	[
		K in keyof T as NonNullable<T[K]> extends string ? (string extends NonNullable<T[K]> ? never : K) : never
	]?: NonNullable<T[K]> | undefined;
};

/** Columns that are one word or number; the server refuses to sort by long texts. */
type SortableOf<T> = Exclude<
	{ [K in keyof T]: NonNullable<T[K]> extends string | number ? K : never }[keyof T],
	'id'
> &
	string;

/** What a list can be asked, besides the language. */
export type ContentQuery<Path extends ContentPath> = Plain<
	FilterOf<Columns<Path>> &
		('tags' extends keyof Columns<Path>
			? {
					/** An item must carry all of them. */
					tags?: readonly string[] | undefined;
				}
			: object) & {
			/** Words to search; Arabic spelling is folded. */
			q?: string | undefined;
			/** The editors' order without it; a minus sorts down. */
			sort?: readonly `${'' | '-'}${SortableOf<ContentListItem<Path>>}`[] | undefined;
			/** From 1. */
			page?: number | undefined;
			/** Items a page, 1 to 200. */
			limit?: number | undefined;
		}
>;
