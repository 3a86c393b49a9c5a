import type { z } from 'zod';
import type {
	CatalogueComponent,
	Check,
	checkRequest,
	draftRequest,
	FloorsCheck,
	floorsCheckRequest,
	floorsRequest,
	Merge,
	mergeRequest,
	Overview,
	Preview,
	previewRequest,
	Published,
	publishRequest,
	referencesAnswer,
	Release,
	releaseAnswer,
	restoreRequest,
	Scheduled,
	Variant,
	VariantName,
} from '../../../domain/screens/studio/contract.ts';
import type { StudioRequestError } from '../shared/request-error.ts';
import { useOps } from '../shared/use-ops.ts';

type Body<Schema extends z.ZodType> = z.input<Schema>;
export type Reference = z.infer<typeof referencesAnswer>['data'][number];
export type ReleaseWithLayout = z.infer<typeof releaseAnswer>['data'];
export interface ReleasePage {
	releases: Release[];
	/** Pass it as `before` for the next page; null on the last one. */
	nextBefore: number | null;
}

/** Where a variant lives, in addresses of the API and of the module alike. */
export const variantPath = ({ screen_key, goal, locale }: VariantName): string =>
	`${encodeURIComponent(screen_key)}/${goal}/${locale}`;

/**
 * One function for each endpoint under `/ops/screens`.
 *
 * All reject with a `StudioRequestError`, whose message can be shown to the person as it is.
 */
export function useScreensApi() {
	const ask = useOps();
	const send = <Answer>(
		method: 'GET' | 'POST' | 'PUT' | 'DELETE',
		path: string,
		options?: { data?: unknown; params?: object; signal?: AbortSignal | undefined },
	): Promise<Answer> => ask(method, `/screens${path}`, options);

	async function sendForData<Data>(...request: Parameters<typeof send>): Promise<Data> {
		return (await send<{ data: Data }>(...request)).data;
	}

	return {
		overview: () => send<Overview>('GET', ''),

		variant: (name: VariantName) => sendForData<Variant>('GET', `/${variantPath(name)}`),

		saveDraft: (name: VariantName, data: Body<typeof draftRequest>) =>
			sendForData<Variant>('PUT', `/${variantPath(name)}/draft`, { data }),

		/** Throws the draft away; what is live stays. */
		discardDraft: (name: VariantName) => send<unknown>('DELETE', `/${variantPath(name)}/draft`),

		check: (data: Body<typeof checkRequest>, signal?: AbortSignal) =>
			sendForData<Check>('POST', '/check', { data, signal }),

		publish: (data: Body<typeof publishRequest>) => sendForData<Published>('POST', '/publish', { data }),

		setFloors: (data: Body<typeof floorsRequest>) => sendForData<Published>('POST', '/floors', { data }),

		checkFloors: (data: Body<typeof floorsCheckRequest>, signal?: AbortSignal) =>
			sendForData<FloorsCheck>('POST', '/floors/check', { data, signal }),

		scheduled: () => sendForData<Scheduled>('GET', '/scheduled'),

		cancelScheduled: (id: string) => send<unknown>('DELETE', `/scheduled/${encodeURIComponent(id)}`),

		releases: async (
			name: VariantName,
			options: { before?: number; limit?: number } = {},
		): Promise<ReleasePage> => {
			const { data, meta } = await send<{ data: Release[]; meta: { next_before: number | null } }>(
				'GET',
				`/${variantPath(name)}/releases`,
				{ params: options },
			);
			return { releases: data, nextBefore: meta.next_before };
		},

		release: (name: VariantName, revision: number) =>
			sendForData<ReleaseWithLayout>('GET', `/${variantPath(name)}/releases/${revision}`),

		restore: (name: VariantName, revision: number, data: Body<typeof restoreRequest>) =>
			sendForData<Published>('POST', `/${variantPath(name)}/releases/${revision}/restore`, { data }),

		merge: (data: Body<typeof mergeRequest>) => sendForData<Merge>('POST', '/merge', { data }),

		preview: (data: Body<typeof previewRequest>, signal?: AbortSignal) =>
			sendForData<Preview>('POST', '/preview', { data, signal }),

		catalogue: () => sendForData<CatalogueComponent[]>('GET', '/catalogue'),

		references: (collection: string, q: string, signal?: AbortSignal) =>
			sendForData<Reference[]>('GET', '/references', { params: { collection, q }, signal }),
	};
}

export type ScreensApi = ReturnType<typeof useScreensApi>;
export type { StudioRequestError };
