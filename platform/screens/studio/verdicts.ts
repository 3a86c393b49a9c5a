import { checkScreen } from '../../../domain/content/content-rules.ts';
import type { Problem } from '../../../domain/problem.ts';
import type { Catalogue } from '../../../domain/screens/compile-catalogue.ts';
import type { VariantName } from '../../../domain/screens/studio/contract.ts';
import { nameOf, type LayoutRow } from './variants.ts';

export interface Verdict {
	readonly errors: number;
	readonly warnings: number;
}

/** What is wrong with a layout, as it would be refused when it were published. */
export const problemsOf = (name: VariantName, row: LayoutRow, catalogue: Catalogue): Problem[] =>
	checkScreen({ ...row, ...nameOf(name), status: 'published' }, catalogue);

/** More than any project has variants, and some 100 bytes each. */
const mostKept = 20_000;

let known: { catalogue: Catalogue; verdicts: Map<string, Verdict> } | undefined;

/**
 * How many problems a layout has. Checking a screen takes about a millisecond and a project may have thousands, so
 * verdicts are kept by content until the catalogue changes.
 *
 * @param hash of the content, which is what the verdict depends on besides the name
 */
export function verdictOf(name: VariantName, row: LayoutRow, hash: string, catalogue: Catalogue): Verdict {
	if (known?.catalogue !== catalogue) known = { catalogue, verdicts: new Map() };
	const { verdicts } = known;
	const key = `${name.screen_key}/${name.goal}/${name.locale} ${hash}`;
	const kept = verdicts.get(key);
	if (kept) return kept;

	if (verdicts.size >= mostKept) verdicts.clear();
	const problems = problemsOf(name, row, catalogue);
	const errors = problems.filter(({ severity }) => severity === 'error').length;
	const verdict = { errors, warnings: problems.length - errors };
	verdicts.set(key, verdict);
	return verdict;
}
