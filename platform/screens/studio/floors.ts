import type { Knex } from 'knex';
import type { z } from 'zod';
import type {
	Change,
	FloorsCheck,
	floorsCheckRequest,
	floorsRequest,
	Published,
} from '../../../domain/screens/studio/contract.ts';
import { parseAppVersion } from '../../../domain/versions/app-version.ts';
import type { Caller } from '../../access/caller.ts';
import { invalidPayload, notFound } from '../../http/errors.ts';
import { assessFloors } from '../impact/assess-floors.ts';
import { variantKey } from '../read-screens.ts';
import { contentHash } from '../release.ts';
import { publishAndWait } from './publish.ts';
import { activeOptions, type Studio } from './studio.ts';
import { readVariantStates } from './variant-states.ts';
import { layoutOf, nameOf, rowOf } from './variants.ts';

type Wanted = z.infer<typeof floorsCheckRequest>;

/** Releases the same floors for live variants in one transaction; those that have them already are left out. */
export async function setFloors(
	studio: Studio,
	{ note, confirmation, ...wanted }: z.infer<typeof floorsRequest>,
	caller: Caller,
): Promise<Published> {
	const all = await withFloors(studio.context.database, wanted);
	const changed = all.filter(({ isSame }) => !isSame);
	const changes = (changed.length > 0 ? changed : all).map(({ change }) => change);
	return publishAndWait(studio, { changes, note, confirmation }, caller);
}

/** Whom these floors would block, and what lower ones would. */
export async function checkFloors({ context }: Studio, wanted: Wanted, caller: Caller): Promise<FloorsCheck> {
	refuseUnreadable(wanted.floors);
	const changes = (await withFloors(context.database, wanted)).map(({ change }) => change);
	const { impact, gate, candidates } = await assessFloors(context.database, changes, activeOptions(context));
	const closed = gate({ mayExceed: caller.accountability?.admin === true, confirmation: null });
	return { impact: [...impact], candidates: candidates(), gates: closed ? [closed] : [] };
}

/** Nobody is below what cannot be read, so the answer would be that it blocks nobody. */
function refuseUnreadable(floors: Wanted['floors']): void {
	for (const [name, floor] of Object.entries(floors))
		if (floor && !parseAppVersion(floor))
			throw invalidPayload(`floors.${name}`, 'is not a version such as 1.4.0; correct it, or send null.');
}

/** @throws {ApiError} 404 SCREEN_NOT_FOUND for a variant that is not live */
async function withFloors(
	knex: Knex,
	{ variants, floors }: Wanted,
): Promise<{ change: Change; isSame: boolean }[]> {
	const states = await readVariantStates(knex, variants);
	return variants.map((name) => {
		const { live } = states(name);
		if (!live)
			throw notFound(
				'SCREEN_NOT_FOUND',
				`${variantKey(name)} is not live; leave it out, or publish it first.`,
			);
		const change = { ...nameOf(name), ...layoutOf(live), floors, base_revision: live.revision };
		return { change, isSame: contentHash({ ...live, ...rowOf(change) }) === contentHash(live) };
	});
}
