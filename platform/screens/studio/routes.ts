import { z } from 'zod';
import { REFERENCE_COLLECTIONS } from '../../../domain/screens/catalogue.ts';
import * as contract from '../../../domain/screens/studio/contract.ts';
import type { OperatorRoute } from '../../http/operator-route.ts';

/** Where Directus mounts the endpoint of that name. */
const opsBase = '/ops';
export const screensPath = '/screens';

/** An address of the studio: its parameters are checked before it is served. */
export interface StudioRoute extends OperatorRoute {
	readonly body: z.ZodObject | null;
	/** What the caller has to be allowed to do to `sdui_screens`. */
	readonly needs: 'read' | 'update';
}

const base = opsBase + screensPath;
const variant = `${base}/:screen_key/:goal/:locale`;
const release = `${variant}/releases/:revision`;

const reading = { method: 'get', body: null, needs: 'read' } as const;
const asking = { method: 'post', needs: 'read' } as const;
const writing = { method: 'post', needs: 'update' } as const;

const withBody = { 400: ['INVALID_PAYLOAD'], 403: ['FORBIDDEN'], 413: ['CONTENT_TOO_LARGE'] };
const ofVariant = { 400: ['INVALID_PATH'], 403: ['FORBIDDEN'] };
const gated = {
	403: ['FORBIDDEN', 'FLOOR_ABOVE_THRESHOLD'],
	409: ['SCREEN_CHANGED'],
	413: ['CONTENT_TOO_LARGE'],
	422: ['INVALID', 'BREAKING_CHANGE', 'FLOOR_NEEDS_CONFIRMATION', 'NOTHING_CHANGED'],
};
const published = { answer: contract.publishAnswer, errors: { 400: ['INVALID_PAYLOAD'], ...gated } };

export const referencesQuery = z.object({
	collection: z
		.enum(REFERENCE_COLLECTIONS, `must be one of ${REFERENCE_COLLECTIONS.join(', ')}`)
		.describe('What is referred to'),
	q: z.string().max(200, 'may have 200 characters at most').optional().describe('Words of its title or slug'),
});

const mostReleases = 50;

export const releasesQuery = z.object({
	before: z.coerce
		.number('must be a revision')
		.int('must be a revision')
		.min(1, 'must be a revision')
		.max(contract.largestInteger, 'must be a revision')
		.optional()
		.describe('Only older revisions than this'),
	limit: z.coerce
		.number('must be a number')
		.int('must be a whole number')
		.min(1, 'must be at least 1')
		.max(mostReleases, `must be at most ${mostReleases}`)
		.default(20),
});

/** Everything under `/ops/screens`, for editors and administrators. */
export const studioRoutes = {
	overview: {
		...reading,
		path: base,
		summary: 'Every variant of every screen: what is live, what is a draft, what is wrong',
		answer: contract.overviewAnswer,
		errors: { 403: ['FORBIDDEN'] },
	},
	catalogue: {
		...reading,
		path: `${base}/catalogue`,
		summary: 'The components that screens are built from',
		answer: contract.catalogueAnswer,
		errors: { 403: ['FORBIDDEN'] },
	},
	references: {
		...reading,
		path: `${base}/references`,
		summary: 'Published rows that a screen may refer to',
		query: referencesQuery,
		answer: contract.referencesAnswer,
		errors: { 400: ['INVALID_QUERY'], 403: ['FORBIDDEN'] },
	},
	preview: {
		...asking,
		path: `${base}/preview`,
		summary: 'What a phone would be answered after these changes; nothing changes',
		body: contract.previewRequest,
		answer: contract.previewAnswer,
		errors: withBody,
	},
	check: {
		...asking,
		path: `${base}/check`,
		summary: 'Problems, breaking changes, differences, translation and whom it blocks; nothing changes',
		body: contract.checkRequest,
		answer: contract.checkAnswer,
		errors: withBody,
	},
	publish: {
		...writing,
		...published,
		path: `${base}/publish`,
		summary: 'Publish changes, all or none, now or at a set time',
		body: contract.publishRequest,
	},
	floors: {
		...writing,
		...published,
		path: `${base}/floors`,
		summary: 'The same minimum versions for several screens, released together',
		body: contract.floorsRequest,
		errors: { ...published.errors, 404: ['SCREEN_NOT_FOUND'] },
	},
	checkFloors: {
		...asking,
		path: `${base}/floors/check`,
		summary: 'Whom minimum versions would block, and which would block fewer',
		body: contract.floorsCheckRequest,
		answer: contract.floorsCheckAnswer,
		errors: { ...withBody, 404: ['SCREEN_NOT_FOUND'] },
	},
	scheduled: {
		...reading,
		path: `${base}/scheduled`,
		summary: 'Publications that wait for their time, the next one first',
		answer: contract.scheduledAnswer,
		errors: { 403: ['FORBIDDEN'] },
	},
	cancelScheduled: {
		method: 'delete',
		needs: 'update',
		path: `${base}/scheduled/:id`,
		summary: 'Do not publish at that time; the drafts stay',
		body: null,
		answer: z.object({ data: z.object({ drafts: z.int() }) }),
		errors: { 403: ['FORBIDDEN'], 404: ['PUBLICATION_NOT_FOUND'] },
	},
	merge: {
		...asking,
		path: `${base}/merge`,
		summary: 'A change together with what was published since it began; nothing changes',
		body: contract.mergeRequest,
		answer: contract.mergeAnswer,
		errors: { ...withBody, 404: ['SCREEN_NOT_FOUND', 'RELEASE_NOT_FOUND'] },
	},
	variant: {
		...reading,
		path: variant,
		summary: 'One variant: what is live, and the draft',
		answer: contract.variantAnswer,
		errors: { ...ofVariant, 404: ['SCREEN_NOT_FOUND'] },
	},
	saveDraft: {
		method: 'put',
		needs: 'update',
		path: `${variant}/draft`,
		summary: 'Keep a draft, a faulty one too; the live screen goes on',
		body: contract.draftRequest,
		answer: contract.variantAnswer,
		errors: { ...withBody, 400: ['INVALID_PAYLOAD', 'INVALID_PATH'], 409: ['DRAFT_CHANGED'] },
	},
	discardDraft: {
		method: 'delete',
		needs: 'update',
		path: `${variant}/draft`,
		summary: 'Throw the draft away; what is live stays',
		body: null,
		answer: z.object({ data: z.object({ discarded: z.boolean() }) }),
		errors: ofVariant,
	},
	releases: {
		...reading,
		path: `${variant}/releases`,
		summary: 'Releases of a variant, the newest first: what changed, and how it renders',
		query: releasesQuery,
		answer: contract.releasesAnswer,
		errors: { ...ofVariant, 400: ['INVALID_PATH', 'INVALID_QUERY'] },
	},
	release: {
		...reading,
		path: release,
		summary: 'One release, with its layout',
		answer: contract.releaseAnswer,
		errors: { ...ofVariant, 404: ['RELEASE_NOT_FOUND'] },
	},
	restore: {
		...writing,
		...published,
		path: `${release}/restore`,
		summary: 'Publish the layout of a release again, as a release of its own',
		body: contract.restoreRequest,
		errors: { ...published.errors, 400: ['INVALID_PAYLOAD', 'INVALID_PATH'], 404: ['RELEASE_NOT_FOUND'] },
	},
} as const satisfies Readonly<Record<string, StudioRoute>>;

export type StudioRouteName = keyof typeof studioRoutes;

export const screensRoutes: readonly OperatorRoute[] = Object.values(studioRoutes);
