import { z } from 'zod';
import { recipeExtras } from '../../schema/answers/content.ts';
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
