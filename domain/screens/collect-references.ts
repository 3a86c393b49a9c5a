import { isRecord } from '../record.ts';
import type { Catalogue, PropsReference } from './compile-catalogue.ts';
import { findJsonFaults } from './json-guard.ts';
import { walkComponents } from './walk-components.ts';

/** A slug that a screen names, with its place inside `payload_json`. */
export type ScreenReference = PropsReference;

/**
 * Every slug that the screen's props name by `x-reference`, in the order of the document, repeats
 * included. Total: components of unknown type or without a usable schema name nothing, and neither does
 * a payload that is too deep or too large. Alternatives should use `discriminator`: in a plain `oneOf`
 * the references of branches that do not match are reported as well.
 */
export function collectReferences(payload: unknown, catalogue: Catalogue): ScreenReference[] {
	const isUnsafe = findJsonFaults(payload).some(({ kind }) => kind === 'too_deep' || kind === 'too_large');
	if (isUnsafe || !isRecord(payload)) return [];

	const references: ScreenReference[] = [];
	for (const { value, pointer } of walkComponents(payload)) {
		if (!isRecord(value) || typeof value.type !== 'string' || !isRecord(value.props)) continue;
		const checkProps = catalogue.components.get(value.type)?.checkProps;
		if (!checkProps) continue;
		try {
			for (const found of checkProps(value.props).references) {
				references.push({ ...found, pointer: `${pointer}/props${found.pointer}` });
			}
		} catch {
			// A schema that refers to itself for ever names nothing; validateScreen reports it.
		}
	}
	return references;
}
