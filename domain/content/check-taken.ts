import type { Message, Problem } from '../problem.ts';
import { errorAt } from '../problem.ts';

/**
 * The fault of a row whose values belong to another row already.
 *
 * @param fields the columns that together must be unique; the fault is shown at the first
 * @param labels what editors call them
 */
export function taken(fields: readonly string[], labels: readonly Message[]): Problem {
	const [field = ''] = fields;
	if (fields.length === 1) {
		return errorAt(field, 'VALUE_TAKEN', {
			en: 'Another item already has this value. Choose a different one, or edit that item.',
			ar: 'يوجد عنصر آخر بهذه القيمة. اختر قيمة مختلفة أو عدّل ذلك العنصر.',
		});
	}
	return errorAt(field, 'VALUE_TAKEN', {
		en: `There is already an item with the same ${labels.map(({ en }) => en.toLowerCase()).join(', ')}. Edit that item, or change one of these.`,
		ar: `يوجد عنصر آخر له القيم نفسها في: ${labels.map(({ ar }) => ar).join('، ')}. عدّل ذلك العنصر أو غيّر إحدى القيم.`,
	});
}
