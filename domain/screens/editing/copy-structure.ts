import { isRecord } from '../../record.ts';
import { listComponents } from './component-tree.ts';
import { valueAt, withValueAt } from './pointer.ts';

/**
 * The payload with the components of its translation, in the same order. What both have (by id and type) keeps its
 * own properties; what was missing comes with the words of the translation, to be translated; what only the payload
 * had is gone.
 */
export function copyStructure(payload: unknown, translation: unknown): unknown {
	if (!isRecord(translation)) return payload;
	const own = new Map(
		listComponents(payload).map(({ id, type, pointer }) => [`${type} ${id}`, valueAt(payload, pointer)]),
	);
	const title = isRecord(payload) && typeof payload.title === 'string' ? payload.title : translation.title;
	return listComponents(translation).reduce<unknown>(
		(result, { id, type, pointer }) => {
			const twin = own.get(`${type} ${id}`);
			return isRecord(twin) && twin.props !== undefined
				? withValueAt(result, `${pointer}/props`, twin.props)
				: result;
		},
		{ ...translation, title },
	);
}
