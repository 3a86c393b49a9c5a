import type { Knex } from 'knex';
import { renderingWarning } from '../../../domain/screens/changes/rendering-warning.ts';
import { variantKey, type LiveScreen } from '../read-screens.ts';
import { failuresByRevision, readRendering } from './rendering.ts';

/** How long figures are taken as they are, ms: the overview is asked for again and again. */
const freshForMs = 60_000;

const kept = new WeakMap<
	object,
	{ readAt: number; live: readonly LiveScreen[]; failing: ReadonlySet<string> }
>();

/**
 * The live variants, by `variantKey`, that fail to render more often than their release before. Failures are few and
 * found by an index; only where there are some, the many views are counted as well.
 */
export async function failingVariants(knex: Knex, live: readonly LiveScreen[]): Promise<ReadonlySet<string>> {
	const database = knex.client.config as object;
	const known = kept.get(database);
	const readAt = performance.now();
	if (known?.live === live && readAt - known.readAt < freshForMs) return known.failing;

	const now = Date.now();
	const failures = await failuresByRevision(knex, now);
	const failing = new Set<string>();
	for (const screen of live) {
		if (!failures.has(`${screen.screen_key} ${screen.locale} ${screen.revision}`)) continue;
		const revisions = [screen.revision, screen.revision - 1];
		const rendering = await readRendering(knex, screen, revisions, now);
		const before = screen.revision > 1 ? rendering(screen.revision - 1) : null;
		if (renderingWarning(before, rendering(screen.revision))) failing.add(variantKey(screen));
	}
	kept.set(database, { readAt, live, failing });
	return failing;
}
