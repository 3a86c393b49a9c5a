import type { Change } from '../../domain/publishing/plan-purge.ts';
import {
	changeOfCollection,
	changeOfTag,
	changesOfAnswer,
	mergeChanges,
} from '../../domain/publishing/purge-targets.ts';
import { nearestName } from '../../domain/text/nearest.ts';
import { trackedCollections } from '../../schema/publishing/tracked-tables.ts';
import { routeMatcher } from '../fast-path/match-route.ts';
import { ApiError, invalidPayload } from '../http/errors.ts';
import { questionOf } from '../http/route.ts';
import { mobileBase } from '../mobile/paths.ts';
import { mobileRoutes } from '../mobile/routes.ts';
import type { Sources } from '../publishing/sources.ts';
import { purgeRequestSchema, type PurgeRequest } from './schemas.ts';

/** What a purge comes to; null stands for everything. */
export type PurgePlan = readonly Change[] | null;

/** @throws {ApiError} 400 INVALID_PAYLOAD that names the field with the first problem */
export function readPurgeRequest(body: unknown): PurgeRequest {
	const parsed = purgeRequestSchema.safeParse(body ?? {});
	if (!parsed.success) throw firstProblem(parsed.error.issues[0]);

	const { collections = [], tags = [], urls = [], all } = parsed.data;
	if (!all && collections.length + tags.length + urls.length === 0)
		throw invalidPayload('collections', 'is missing: name collections, tags or urls, or set all to true.');
	return parsed.data;
}

function firstProblem(
	issue: { path: PropertyKey[]; message: string; keys?: string[] } | undefined,
): ApiError {
	const unknown = issue?.keys?.[0];
	if (unknown !== undefined)
		return invalidPayload(unknown, 'is not known. Known are: collections, tags, urls, all.');
	return invalidPayload(issue?.path.join('.') || 'body', `${issue?.message ?? 'cannot be read'}.`);
}

/**
 * The changes that a request means.
 *
 * @throws {ApiError} 400 INVALID_PAYLOAD that names the collection, tag or address that is not known
 */
export function planRequest({ collections, tags, urls, all }: PurgeRequest, sources: Sources): PurgePlan {
	const changes = [
		...(collections ?? []).map(changeOfKnownCollection),
		...(tags ?? []).map(changeOfKnownTag),
		...(urls ?? []).flatMap((url) => changesOfUrl(url, sources)),
	];
	return all ? null : mergeChanges(changes);
}

function changeOfKnownCollection(collection: string): Change {
	if (!trackedCollections.includes(collection))
		throw invalidPayload('collections', `names "${collection.slice(0, 100)}". ${suggest(collection)}`);
	return changeOfCollection(collection);
}

function changeOfKnownTag(tag: string): Change {
	const change = changeOfTag(tag, trackedCollections);
	if (!change)
		throw invalidPayload(
			'tags',
			`names "${tag.slice(0, 100)}", which is no tag: use foods or foods:<id>. ${suggest(tag.split(':')[0]!)}`,
		);
	return change;
}

function suggest(collection: string): string {
	const nearest = nearestName(collection, trackedCollections);
	return nearest
		? `Did you mean "${nearest}"?`
		: `What is served comes from: ${trackedCollections.join(', ')}.`;
}

const match = routeMatcher(mobileBase, mobileRoutes);

/** Any host will do: a pipeline knows this project by its public name, and the app by another. */
export function changesOfUrl(url: string, sources: Sources): readonly Change[] {
	const address = URL.parse(url, 'http://localhost');
	const found = address && match(address.pathname);
	if (!found) throw unknownUrl(url, 'is not one of the public addresses; see /mobile/openapi.json.');

	try {
		const question = questionOf(found.route, found.params, address.pathname + address.search, {});
		return changesOfAnswer(question(sources), trackedCollections);
	} catch (error) {
		if (error instanceof ApiError) throw unknownUrl(url, `has no answer: ${error.message}`);
		throw error;
	}
}

const unknownUrl = (url: string, problem: string): ApiError =>
	invalidPayload('urls', `names "${url.slice(0, 200)}", which ${problem}`);
