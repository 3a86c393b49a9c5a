import { createHash } from 'node:crypto';
import type { ComponentDefinition } from '../../domain/screens/catalogue.ts';
import { compileCatalogue, type Catalogue } from '../../domain/screens/compile-catalogue.ts';

let last: { key: string; catalogue: Catalogue } | undefined;

/** Compiling forty definitions takes about 200 ms (measured), so the last catalogue is kept until it changes. */
export function compiled(definitions: readonly ComponentDefinition[]): Catalogue {
	const key = createHash('sha256').update(JSON.stringify(definitions)).digest('base64');
	if (last?.key !== key) last = { key, catalogue: compileCatalogue(definitions) };
	return last.catalogue;
}
