export { bebetter, type BeBetterClient, type BeBetterOptions } from './bebetter.ts';
export type { AccountClient, SignUpOptions } from './account.ts';
export type { Content, ContentClient } from './content.ts';
export { BeBetterError, toBeBetterError, type FieldError } from './errors.ts';
export type {
	EventsClient,
	EventsOptions,
	FlushResult,
	RejectedEvent,
	TrackOptions,
} from './events/events-client.ts';
export { newClientId } from './client-id.ts';
export type { Dates, IfVersion, InsightPage, MeClient, OwnRows, Page, Paging } from './me.ts';
export type * from './results.ts';
export type { ManifestResult, RefreshResult, ScreenOptions, ScreensClient } from './screens.ts';
export { itemStore, memoryStore, type EtagStore, type ItemStorage } from './store/etag-store.ts';
export type * from './types.ts';
