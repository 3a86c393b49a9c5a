import type { FloorConfirmation } from '../../../domain/screens/impact/floor-gate.ts';
import { configOf } from '../../config.ts';
import type { ReadActiveOptions } from '../impact/read-active-versions.ts';
import type { Delivery } from '../../delivery.ts';
import type { HostContext } from '../../host-context.ts';
import type { Catalogue } from '../../../domain/screens/compile-catalogue.ts';
import { readCatalogue } from '../../content-rules/check-write.ts';
import { compiled } from '../../content-rules/compiled-catalogue.ts';

/** What the endpoints under `/ops/screens` work with. */
export interface Studio {
	readonly context: HostContext;
	readonly delivery: Delivery;
}

/** The published catalogue, ready to check screens with. */
export const currentCatalogue = async ({ context }: Studio): Promise<Catalogue> =>
	compiled(await readCatalogue(context.database));

/** How active people are counted, now. */
export const activeOptions = (context: HostContext): ReadActiveOptions => ({
	keys: configOf(context).BEBETTER_HASH_KEYS ?? [],
	now: Date.now(),
});

export type Confirmation = FloorConfirmation | null;
