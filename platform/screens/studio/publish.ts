import type { Knex } from 'knex';
import type {
	Change,
	ChangeReport,
	Published,
	VariantName,
} from '../../../domain/screens/studio/contract.ts';
import { sduiReleases, sduiScreens } from '../../../schema/collections/screens.ts';
import type { Caller } from '../../access/caller.ts';
import type { HostContext } from '../../host-context.ts';
import { invalidPayload } from '../../http/errors.ts';
import { carryOut } from '../../purge/purge.ts';
import { isPostgres } from '../../sql/database-kind.ts';
import { decodeRow } from '../../sql/decode-row.ts';
import { guardedConnection } from '../../sql/guarded-connection.ts';
import { assessFloors } from '../impact/assess-floors.ts';
import { withConfirmedFloors } from '../impact/confirmed-floors.ts';
import { variantKey, type LiveScreen, type ReleasedScreen } from '../read-screens.ts';
import { ensureReleased } from '../release.ts';
import { readAuthors } from './authors.ts';
import { reportChanges } from './check-changes.ts';
import { removePublished } from './drafts.ts';
import { refusal } from './gates.ts';
import { releaseOf } from './release-of.ts';
import { activeOptions, type Confirmation, type Studio } from './studio.ts';
import { readVariantStates } from './variant-states.ts';
import { nameOf, rowOf } from './variants.ts';

export interface Publication {
	readonly changes: readonly Change[];
	readonly note: string | null;
	readonly confirmation: Confirmation;
	/** What has to hold besides, asked in the same transaction. */
	readonly guard?: (trx: Knex) => Promise<void>;
}

/** Two publications never interleave: what one decided on, the other would change. An arbitrary number. */
const publicationLock = 7_305_121;

/**
 * Publishes all changes or none. What stands against it is asked inside the transaction that writes, so of two
 * editors who publish the same screen at once exactly one succeeds. Directus's hooks, permissions, activity and revisions
 * apply as to any save.
 *
 * @returns the releases, in the order of the changes
 * @throws {ApiError} 409 SCREEN_CHANGED, 403 FLOOR_ABOVE_THRESHOLD, 422 for the other gates
 */
export async function publishChanges(
	context: HostContext,
	publication: Publication,
	caller: Caller,
): Promise<ReleasedScreen[]> {
	const { changes, note, confirmation } = publication;
	refuseRepeats(changes);
	const releases: ReleasedScreen[] = [];
	const connection = guardedConnection(
		context.database,
		async (trx) => {
			if (isPostgres(trx)) await trx.raw('select pg_advisory_xact_lock(?)', [publicationLock]);
			await publication.guard?.(trx);
			await refuseGated(trx, context, publication, caller);
		},
		async (trx) => {
			releases.splice(0);
			for (const change of changes) releases.push(await release(trx, change));
			for (const change of changes) await removePublished(trx, change);
		},
	);
	const service = new context.services.ItemsService(sduiScreens.name, {
		knex: connection,
		schema: await context.getSchema(),
		accountability: caller.accountability,
	});
	const ids = await readIds(context.database, changes);
	const rows = changes.map((change) => {
		const id = ids.get(variantKey(change));
		return {
			...(id && { id }),
			...nameOf(change),
			...rowOf(change),
			status: 'published',
			release_note: note,
		};
	});
	await withConfirmedFloors(confirmation, () => service.upsertMany(rows));
	return releases;
}

/** @throws {ApiError} when a gate is closed */
export async function refuseGated(
	knex: Knex,
	context: HostContext,
	{ changes, confirmation }: Publication,
	caller: Caller,
): Promise<void> {
	const reports = await reportChanges(knex, changes, await readVariantStates(knex, changes));
	const own = reports.flatMap(({ gates }) => gates);
	const { gate, impact } = await assessFloors(knex, changes, activeOptions(context));
	const floors = gate({ mayExceed: caller.accountability?.admin === true, confirmation });
	const gates = floors ? [...own, floors] : own;
	if (gates.length === 0) return;
	throw refusal(gates, reports, {
		...(floors && { newly_blocked: impact[1].newly_blocked }),
		...(await whoPublished(knex, reports)),
	});
}

/** Who published meanwhile, for whom it concerns. */
async function whoPublished(knex: Knex, reports: readonly ChangeReport[]): Promise<Record<string, unknown>> {
	const changed = reports.find(({ gates }) => gates.some(({ code }) => code === 'SCREEN_CHANGED'));
	if (!changed) return {};
	const row: ReleasedScreen | undefined = await knex(sduiReleases.name)
		.where({ ...nameOf(changed), revision: changed.live_revision })
		.first();
	const authors = await readAuthors(knex, [row?.published_by]);
	return { live_revision: changed.live_revision, published_by: authors(row?.published_by) };
}

export function refuseRepeats(changes: readonly VariantName[]): void {
	const keys = changes.map(variantKey);
	const repeated = keys.find((key, index) => keys.indexOf(key) < index);
	if (repeated) throw invalidPayload('changes', `name ${repeated} twice; leave one out.`);
}

async function readIds(knex: Knex, names: readonly VariantName[]): Promise<Map<string, string>> {
	const rows: LiveScreen[] = await knex(sduiScreens.name)
		.select('id', 'screen_key', 'goal', 'locale')
		.whereIn(
			'screen_key',
			names.map(({ screen_key }) => screen_key),
		);
	return new Map(rows.map((row) => [variantKey(row), row.id]));
}

/** As it was written, after whatever hooks made of it. */
async function release(trx: Knex, name: VariantName): Promise<ReleasedScreen> {
	const row = await trx(sduiScreens.name).where(nameOf(name)).first();
	const { revision } = await ensureReleased(trx, decodeRow(sduiScreens, row) as LiveScreen, new Date());
	const released = await trx(sduiReleases.name)
		.where({ ...nameOf(name), revision })
		.first();
	return decodeRow(sduiReleases, released) as ReleasedScreen;
}

/** Publishes, and waits until this instance and the others serve it. */
export async function publishAndWait(
	{ context, delivery }: Studio,
	publication: Publication,
	caller: Caller,
): Promise<Published> {
	const releases = await publishChanges(context, publication, caller);
	const plan = releases.map(({ screen }) => ({ collection: sduiScreens.name, item: screen, columns: null }));
	const receipt = await carryOut(delivery, context, plan, caller, { isRecorded: true, tellCdns: false });
	const authors = await readAuthors(
		context.database,
		releases.map(({ published_by }) => published_by),
	);
	return {
		releases: releases.map((row) => releaseOf(row, authors)),
		receipt: {
			complete: receipt.missing.length === 0,
			waited_ms: receipt.milliseconds,
			instances: [
				...receipt.instances.map(({ instance, milliseconds }) => ({ id: instance, milliseconds })),
				...receipt.missing.map((id) => ({ id, milliseconds: null })),
			],
			tags: receipt.tags,
		},
		publication: null,
	};
}
