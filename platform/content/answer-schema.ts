import { z } from 'zod';
import { NUTRIENTS } from '../../domain/nutrition/nutrients.ts';
import { rowSchema } from '../../schema/model/collection.ts';
import { servedColumns, type Resource } from './resources.ts';

const text = z.string().nullable();

/** One item of a list. */
export function listItemSchema(resource: Resource): z.ZodType {
	const shape = Object.entries(itemShape(resource)).filter(([name]) => !resource.itemOnly.includes(name));
	return z.strictObject(Object.fromEntries(shape));
}

/** The single item, with all that lists leave out. */
export function itemSchema(resource: Resource): z.ZodType {
	return z.strictObject(itemShape(resource));
}

function itemShape(resource: Resource): Record<string, z.ZodType> {
	const served = servedColumns(resource);
	const columns = Object.entries(rowSchema(resource.collection).shape).filter(([name]) =>
		served.includes(name),
	);
	return {
		...(Object.fromEntries(columns) as Record<string, z.ZodType>),
		...localised(served),
		...(resource.path === 'recipes' && recipeExtras),
	};
}

/** Beside each pair of languages stands the text in the language that was asked for. */
function localised(names: readonly string[]): Record<string, z.ZodType> {
	const bases = names
		.filter((name) => name.endsWith('_en') && names.includes(`${name.slice(0, -3)}_ar`))
		.map((name) => name.slice(0, -3));
	return Object.fromEntries(bases.map((base) => [base, text]));
}

const steps = z.array(z.string());

const recipeExtras = {
	steps_en: steps,
	steps_ar: steps,
	steps,
	nutrition_per_serving: z.strictObject({
		...Object.fromEntries(NUTRIENTS.map((name) => [name, z.number().nullable()])),
		incomplete: z
			.array(z.enum(NUTRIENTS))
			.describe('Nutrients that an ingredient lacks: their sums are too small'),
	}),
	ingredients: z.array(
		z.strictObject({
			food: z.string().describe('The slug of the food'),
			name_en: text,
			name_ar: text,
			name: text,
			grams: z.number(),
			note_en: text,
			note_ar: text,
			note: text,
		}),
	),
};
