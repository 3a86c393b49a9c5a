import { routeMatcher } from '../../platform/fast-path/match-route.ts';
import { questionOf } from '../../platform/http/route.ts';
import { contentRoutes } from '../../platform/mobile/content-routes.ts';
import { mobileBase } from '../../platform/mobile/paths.ts';
import { screenRoutes } from '../../platform/mobile/screen-routes.ts';
import { Publisher, type Question } from '../../platform/publishing/publisher.ts';
import { answerHeaders } from '../../platform/publishing/answer-headers.ts';
import type { ResponseStore } from '../../platform/publishing/response-store.ts';
import type { Host } from '../../test/support/host/index.ts';

const match = routeMatcher(mobileBase, [...screenRoutes, ...contentRoutes]);

/** A publisher in this process, without timers: it looks for changes when it is told to. */
export function publisherOn(
	{ knex }: Pick<Host, 'knex'>,
	shared: ResponseStore | null = null,
	maxBytes = 128 * 1024 * 1024,
): Publisher {
	return new Publisher({
		knex,
		logger: { info: () => undefined, warn: console.error, error: console.error },
		maxBytes,
		headers: answerHeaders,
		shared,
		announce: () => undefined,
	});
}

/** What a GET of this address asks. */
export function questionAt(address: string): Question {
	const found = match(address.split('?')[0]!);
	if (!found) throw new Error(`No route for ${address}`);
	return questionOf(found.route, found.params, address, {});
}
