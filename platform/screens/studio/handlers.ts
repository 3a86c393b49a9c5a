import { editorLocale } from '../../content-rules/refuse.ts';
import { currentSources } from '../../purge/purge.ts';
import { readComponents } from './catalogue.ts';
import { checkChanges } from './check-changes.ts';
import { discardDraft, saveDraft } from './drafts.ts';
import { preview } from './preview.ts';
import { checkFloors, setFloors } from './floors.ts';
import { publishAndWait } from './publish.ts';
import { readOverview } from './read-overview.ts';
import { readVariant } from './read-variant.ts';
import { findReferences } from './references.ts';
import { listReleases, mergeChange, readRelease, restoreRelease } from './releases.ts';
import { cancelScheduled, listScheduled, schedule } from './scheduled.ts';
import type { Handlers } from './serve.ts';

/** What each address of the studio does, for callers that were admitted. */
export const handlers: Handlers = {
	overview: (studio, { caller }) => readOverview(studio, caller),
	catalogue: async (studio) => ({ data: await readComponents(studio) }),
	references: async (studio, { caller, query }) => {
		const locale = await editorLocale(studio.context.database, caller.accountability);
		return {
			data: findReferences(await currentSources(studio.delivery), query.collection, query.q, locale),
		};
	},
	preview: async (studio, { body }) => ({ data: await preview(studio, body) }),
	variant: async (studio, { variant }) => ({ data: await readVariant(studio, variant()) }),
	saveDraft: async (studio, { caller, variant, body }) => {
		const name = variant();
		await saveDraft(studio.context.database, name, body, caller.user);
		return { data: await readVariant(studio, name) };
	},
	discardDraft: async (studio, { variant }) => ({
		data: { discarded: await discardDraft(studio.context.database, variant()) },
	}),
	check: async (studio, { body, caller }) => ({ data: await checkChanges(studio, body, caller) }),
	publish: async (studio, { body, caller }) => {
		const at = body.publish_at === null ? 0 : Date.parse(body.publish_at);
		const data =
			at > Date.now()
				? await schedule(studio.context, body, new Date(at), caller)
				: await publishAndWait(studio, body, caller);
		return { data };
	},
	floors: async (studio, { body, caller }) => ({ data: await setFloors(studio, body, caller) }),
	checkFloors: async (studio, { body, caller }) => ({ data: await checkFloors(studio, body, caller) }),
	scheduled: async (studio) => ({ data: await listScheduled(studio.context.database) }),
	cancelScheduled: async (studio, { param }) => ({
		data: { drafts: await cancelScheduled(studio.context.database, param('id')) },
	}),
	merge: async (studio, { body }) => ({ data: await mergeChange(studio, body) }),
	releases: (studio, { variant, query }) => listReleases(studio, variant(), query),
	release: async (studio, { variant, revision }) => ({
		data: await readRelease(studio, variant(), revision()),
	}),
	restore: async (studio, { variant, revision, body, caller }) => ({
		data: await restoreRelease(studio, variant(), revision(), body, caller),
	}),
};
