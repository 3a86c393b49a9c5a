import type { Problem } from '../problem.ts';
import type { Row } from './row-checks.ts';
import { checkChoice, isEmpty } from './row-checks.ts';

/** Fields that take one of a closed set of words. What must be filled in is for other rules to say. */
export function checkChoices(row: Row, choices: Readonly<Record<string, readonly string[]>>): Problem[] {
	return Object.entries(choices).flatMap(([field, words]) =>
		isEmpty(row[field]) ? [] : checkChoice(row, field, words),
	);
}
