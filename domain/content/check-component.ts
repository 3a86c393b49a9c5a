import type { Problem } from '../problem.ts';
import type { ComponentDefinition } from '../screens/catalogue.ts';
import { validateDefinition } from '../screens/validate-definition.ts';
import type { Row } from './row-checks.ts';
import { checkOptionalTexts, checkStatus } from './row-checks.ts';

/**
 * Checks a full row of `sdui_components`. Screens are built from it, so its schema must hold even in a
 * draft.
 *
 * @param others the rest of the catalogue.
 */
export function checkComponent(row: Row, others: readonly ComponentDefinition[]): Problem[] {
	return [
		...checkStatus(row),
		...checkOptionalTexts(row, 'name'),
		...checkOptionalTexts(row, 'description'),
		...validateDefinition(row, others),
	];
}
