import type { DirectusClient } from '@directus/sdk';
import { accountClient, type AccountClient } from './account.ts';
import { serverAddress } from './address.ts';
import { conditionalGet } from './conditional-get.ts';
import { contentClient, type ContentClient } from './content.ts';
import { eventsClient, type EventsClient, type EventsOptions } from './events/events-client.ts';
import { meClient, type MeClient } from './me.ts';
import { screensClient, type ScreenOptions, type ScreensClient } from './screens.ts';
import { memoryStore, type EtagStore } from './store/etag-store.ts';
import { keptAnswers } from './store/kept-answers.ts';
import { createSend } from './transport.ts';

export interface BeBetterOptions extends ScreenOptions {
	/** Where public answers are kept; in memory by default. The person's own data is never kept. */
	readonly store?: EtagStore | undefined;
	/** How events are queued; they survive a restart of the app in a `store` that lasts. */
	readonly events?: EventsOptions | undefined;
	/** How long to wait for an answer, in ms; 10,000 by default. */
	readonly timeoutMs?: number | undefined;
}

export interface BeBetterClient extends ScreensClient, AccountClient {
	readonly content: ContentClient;
	readonly me: MeClient;
	readonly events: EventsClient;
}

/**
 * Adds the endpoints of BeBetter to a client of `@directus/sdk`, as `rest()` adds those of Directus. Options are
 * what every request says unless its own say otherwise. For `me`, `authentication('json')` comes before it; public
 * addresses are asked without a token, so that every cache on the way may answer.
 */
export function bebetter(options: BeBetterOptions = {}) {
	return <Schema>(client: DirectusClient<Schema>): BeBetterClient => {
		const { store = memoryStore(), timeoutMs = 10_000, events, ...defaults } = options;
		const send = createSend(client, timeoutMs);
		const answers = keptAnswers(store);
		const get = conditionalGet(send, answers);
		// Two servers, such as staging and production, may share a store.
		const scope = serverAddress(client.url);

		return {
			...screensClient(get, answers, scope, defaults),
			...accountClient(send),
			content: contentClient(get, answers, scope, { locale: defaults.locale }),
			me: meClient(send, client, { locale: defaults.locale }),
			events: eventsClient(send, client, { ...events, store: events?.store ?? store, scope, app: defaults }),
		};
	};
}
