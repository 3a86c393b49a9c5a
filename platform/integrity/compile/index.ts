import type { Check } from '../../../domain/operations/integrity/check.ts';
import { compileForbidden, compileOrder, compilePair, compileRange } from './compare.ts';
import type { Compiled } from './compiled.ts';
import { compileGroups } from './groups.ts';
import { compileJsonReference } from './json-reference.ts';
import { compileOrphan } from './orphan.ts';
import type { Target } from './tables.ts';

/** A rule as statements. Its names have to be known to the schema; see `findProblems`. */
export function compile(target: Target, check: Check): Compiled {
	switch (check.kind) {
		case 'orphan':
			return compileOrphan(target, check);
		case 'order':
			return compileOrder(target, check);
		case 'range':
			return compileRange(target, check);
		case 'required_pair':
			return compilePair(target, check);
		case 'forbidden':
			return compileForbidden(target, check);
		case 'max_per_group':
		case 'unique':
			return compileGroups(target, check);
		case 'json_reference':
			return compileJsonReference(target, check);
	}
}
