import { isCacheControl } from '../../domain/delivery/cache-policy.ts';
import type { Change } from '../../domain/publishing/plan-purge.ts';
import { changeOfCollection, changeOfItem, mergeChanges } from '../../domain/publishing/purge-targets.ts';
import { targetsOfTrigger, type TriggerTargets } from '../../domain/publishing/trigger-targets.ts';
import { trackedTables } from '../../schema/publishing/tracked-tables.ts';
import type { Delivery } from '../delivery.ts';
import { refuseFilters, type FlowContext } from '../flows/flow-context.ts';
import type { HostContext } from '../host-context.ts';
import { invalidPayload } from '../http/errors.ts';
import type { Sources } from '../publishing/sources.ts';
import { isServed } from '../publishing/sources.ts';
import { callerOfFlow } from '../access/caller.ts';
import { splitNames } from './options.ts';
import { planRequest, readPurgeRequest, type PurgePlan } from './plan.ts';
import { admit, carryOut, currentSources, refuseStrangers } from './purge.ts';
import { setPolicies } from './set-policies.ts';
import type { PurgeReceipt } from './schemas.ts';

/** What an editor chooses in the flow; names may be a list or one text with commas. */
export interface PurgeCacheOptions {
	readonly collections?: unknown;
	readonly tags?: unknown;
	readonly urls?: unknown;
	readonly all?: boolean | null;
	/** `Cache-Control` for the changed collections from now on. */
	readonly cache_control?: string | null;
	/** Whether CDNs are asked to confirm; by default they are. */
	readonly cdn?: boolean | null;
}

/**
 * Purges what the options name, or what the flow's trigger says changed. Directus does not ask who set a flow
 * off, and 11 lets strangers set off a manual one, so the caller is checked here.
 *
 * @throws {ApiError} as `purge` does; 400 INVALID_PAYLOAD also for a `cache_control` that is none
 */
export async function purgeInFlow(
	delivery: Delivery,
	context: HostContext,
	options: PurgeCacheOptions,
	{ accountability, data, flow }: FlowContext,
): Promise<PurgeReceipt> {
	const caller = callerOfFlow(accountability);
	refuseStrangers(context, caller);
	refuseFilters(flow);
	const policy = readPolicy(options.cache_control);
	const request = readOptions(options);
	const trigger = request ? null : targetsOfTrigger(data['$trigger']);
	if (!trigger?.isEvent) admit(context, caller);

	const sources = await currentSources(delivery);
	const plan = request ? planRequest(readPurgeRequest(request), sources) : planTrigger(trigger, sources);
	if (policy !== null) await setPolicies(context, caller, plan, policy);
	return carryOut(delivery, context, plan, caller, {
		isRecorded: trigger?.isEvent ?? false,
		tellCdns: options.cdn !== false,
	});
}

function readPolicy(value: string | null | undefined): string | null {
	const policy = value?.trim();
	if (!policy) return null;
	if (isCacheControl(policy)) return policy;
	throw invalidPayload(
		'cache_control',
		`is not a Cache-Control: "${policy.slice(0, 100)}". Write directives such as public, max-age=60, stale-if-error=86400.`,
	);
}

/** null when nothing is named. */
function readOptions({ collections, tags, urls, all }: PurgeCacheOptions) {
	const request = {
		collections: splitNames(collections),
		tags: splitNames(tags),
		urls: splitNames(urls),
		all: all === true,
	};
	const named = request.collections.length + request.tags.length + request.urls.length;
	return all === true || named > 0 ? request : null;
}

function planTrigger(trigger: TriggerTargets | null, sources: Sources): PurgePlan {
	if (!trigger)
		throw invalidPayload(
			'collections',
			'is missing, and this trigger does not say what changed: name collections, tags or URLs, or choose everything.',
		);
	const table = trackedTables.find(({ table }) => table === trigger.collection);
	if (!table) return planForeign(trigger);

	const { collection, idColumn } = table;
	if (trigger.items.length === 0 || idColumn !== 'id') return [changeOfCollection(collection)];
	return mergeChanges(
		trigger.items
			.map((item) => changeOfItem(collection, item))
			.filter((change) => !trigger.isEvent || trigger.mayWithdraw || isServedChange(change, sources)),
	);
}

/** An event may be about anything; a person who asks is told. */
function planForeign({ isEvent, collection }: TriggerTargets): PurgePlan {
	if (isEvent) return [];
	throw invalidPayload('collections', `names "${collection}", which nothing that is served comes from.`);
}

/** Saving a draft purges nothing. */
const isServedChange = ({ collection, item }: Change, sources: Sources): boolean =>
	item === null || isServed(sources, collection, item);
