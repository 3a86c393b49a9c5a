import type { Host } from '../../test/support/host/index.ts';

/** A seeded food whose description carries the number of the last publish. */
export interface Food {
	readonly id: string;
	readonly path: string;
	readonly withNumber: (number: number) => {
		readonly description_en: string;
		readonly description_ar: string;
	};
}

export async function firstFood({ knex }: Host): Promise<Food> {
	const { id, slug } = (await knex('foods').where({ status: 'published' }).orderBy('sort').first()) as {
		id: string;
		slug: string;
	};
	return {
		id,
		path: `/mobile/foods/${slug}`,
		withNumber: (number) => ({
			description_en: `Publish number ${number}.`,
			description_ar: `النشر رقم ${number}.`,
		}),
	};
}

/** The number that an answer about the food carries; 0 before the first publish. */
export const numberInFood = (body: string): number => Number(/Publish number (\d+)\./.exec(body)?.[1] ?? 0);
