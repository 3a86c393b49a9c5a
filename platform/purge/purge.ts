import { publicTags } from '../../domain/publishing/tags.ts';
import { planPurge } from '../../domain/publishing/plan-purge.ts';
import type { CdnAnswer } from '../cdn/cdn.ts';
import type { Delivery } from '../delivery.ts';
import { rateLimit } from '../fast-path/rate-limit.ts';
import type { HostContext } from '../host-context.ts';
import { forbidden, tooManyRequests } from '../http/errors.ts';
import { beginEpoch, recordChanges } from '../publishing/change-log/record-changes.ts';
import type { Revision } from '../publishing/change-log/read-changes.ts';
import { compareRevisions } from '../publishing/entry.ts';
import type { Sources } from '../publishing/sources.ts';
import type { Turnover } from '../publishing/projection.ts';
import { recordPurge } from './activity.ts';
import type { Caller } from '../access/caller.ts';
import { planRequest, readPurgeRequest, type PurgePlan } from './plan.ts';
import type { PurgeReceipt } from './schemas.ts';

/** Purges one caller may ask for in a minute; a pipeline that needs more can name more in one. */
const mostPurges = 10;
const limit = rateLimit(mostPurges, 60_000);

/** Keys a receipt names; the rest is counted. */
const mostKeysNamed = 100;

export interface CarryOut {
	/** The database has recorded the changes with the write that made them; nothing is left to record. */
	readonly isRecorded?: boolean;
	/** Whether CDNs are asked to confirm; a publish tells them in any case. */
	readonly tellCdns?: boolean;
}

/**
 * Purges what a request names, everywhere. It is written down before anything else: every instance looks there
 * each second, so a purge is certain whatever happens to Redis, to this process or to a message.
 *
 * @throws {ApiError} 403 FORBIDDEN, 429 REQUESTS_EXCEEDED, 400 INVALID_PAYLOAD that names the field
 */
export async function purge(
	delivery: Delivery,
	context: HostContext,
	request: unknown,
	caller: Caller,
): Promise<PurgeReceipt> {
	admit(context, caller);
	const plan = planRequest(readPurgeRequest(request), await currentSources(delivery));
	return carryOut(delivery, context, plan, caller);
}

/** @throws {ApiError} 403 FORBIDDEN, which is only logged; 429 REQUESTS_EXCEEDED */
export function admit({ logger }: Pick<HostContext, 'logger'>, caller: Caller): void {
	refuseStrangers({ logger }, caller);
	const refused = caller.key === null ? null : limit(caller.key, Date.now());
	if (refused) throw tooManyRequests(refused.retryAfterSeconds);
}

/** @throws {ApiError} 403 FORBIDDEN */
export function refuseStrangers({ logger }: Pick<HostContext, 'logger'>, caller: Caller): void {
	if (caller.worksHere) return;
	logger.warn(
		`BeBetter refused a purge by ${caller.user ?? 'nobody'} from ${caller.ip ?? 'an unknown address'}`,
	);
	throw forbidden();
}

/** What is served now, taking over what was committed a moment ago. */
export async function currentSources({ publisher }: Delivery): Promise<Sources> {
	await publisher.refresh();
	return publisher.sources!;
}

/** Does what a plan says, for callers that were admitted. */
export async function carryOut(
	delivery: Delivery,
	context: HostContext,
	plan: PurgePlan,
	caller: Caller,
	{ isRecorded = false, tellCdns = true }: CarryOut = {},
): Promise<PurgeReceipt> {
	const started = performance.now();
	const elapsed = () => Math.round(performance.now() - started);
	const { bus, instance, isRunning } = delivery;
	const hasWork = plan === null || plan.length > 0;

	const { revision, keys } = await turnOver(delivery, context, plan, hasWork && !isRecorded);
	const own = isRunning ? [{ instance, milliseconds: elapsed() }] : [];

	const others = hasWork && bus ? await bus.announceAndWait() : { receipts: [], missing: [] };
	const tags = plan === null ? null : publicTags(planPurge(plan).tags);
	const receipt: PurgeReceipt = {
		revision: `${revision.epoch}:${revision.number}`,
		all: plan === null,
		tags: tags ?? [],
		keys: { count: keys.length, first: keys.slice(0, mostKeysNamed) },
		instances: [...own, ...others.receipts],
		missing: others.missing,
		cdn: hasWork && tellCdns ? await askCdns(delivery, tags) : [],
		milliseconds: elapsed(),
	};

	if (hasWork) await recordPurge(context, caller, receipt);
	return receipt;
}

/** Writes the plan down and takes it over here. @returns also the keys that were retired by it */
async function turnOver(
	{ publisher }: Delivery,
	{ database }: HostContext,
	plan: PurgePlan,
	isToRecord: boolean,
): Promise<{ revision: Revision; keys: readonly string[] }> {
	// Another request or the check of each second may be the one that takes it over.
	const seen: { turnover: Turnover; retired: readonly string[] }[] = [];
	const stopListening = publisher.onTurnover((turnover, retired) => seen.push({ turnover, retired }));

	try {
		const revision = isToRecord ? await record(database, plan) : publisher.revision!;
		await publisher.refresh();
		const ours = seen.find(({ turnover }) => compareRevisions(turnover.next.revision, revision) >= 0);
		return { revision, keys: ours?.retired ?? [] };
	} finally {
		stopListening();
	}
}

const record = (database: HostContext['database'], plan: PurgePlan): Promise<Revision> =>
	plan === null ? beginEpoch(database) : recordChanges(database, plan);

/** Once every instance serves the new content, so that a CDN cannot fetch the old one again. */
const askCdns = ({ cdns }: Delivery, tags: readonly string[] | null): Promise<CdnAnswer[]> =>
	Promise.all(cdns.map((cdn) => (tags === null ? cdn.purgeAll() : cdn.purgeTags(tags))));
