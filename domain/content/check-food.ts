import { checkPlausibility } from '../nutrition/plausibility.ts';
import type { Problem } from '../problem.ts';
import type { Row } from './row-checks.ts';
import {
	checkChoice,
	checkContentKeys,
	checkNumber,
	checkOptionalTexts,
	checkRequiredTexts,
	isDraft,
} from './row-checks.ts';
import { checkTags } from './tags.ts';

/** Checks a full row of `foods`. */
export function checkFood(row: Row): Problem[] {
	return [
		...checkContentKeys(row),
		...checkRequiredTexts(row, 'name'),
		...checkOptionalTexts(row, 'description'),
		...checkTags(row.tags, 'tags'),
		...checkChoice(row, 'carb_convention', ['by_difference', 'available']),
		...checkNumber(row, 'serving_g', { min: 0.1, max: 5000, optional: true }),
		...checkPlausibility(row, { draft: isDraft(row) }),
	];
}
