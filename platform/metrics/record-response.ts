import type { Logger } from 'pino';
import { routeNames, type NameRoute } from '../../domain/operations/metrics/route-template.ts';
import { isRecord } from '../../domain/record.ts';
import { document } from '../mobile/routes.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';

/** What Directus tells after each answer, as far as it is looked at. */
export interface ResponseEvent {
	readonly request: { readonly method?: string; readonly path?: string | null; readonly query?: unknown };
	readonly response: { readonly status: number };
	/** ms, as text. */
	readonly duration: string;
}

export interface RecordOptions {
	readonly telemetry: Telemetry;
	readonly logger: Pick<Logger, 'warn'>;
	/** ms. */
	readonly slowFrom: number;
}

/** Parameters of Directus whose presence explains why a request was slow. Values are never looked at. */
const telling = ['fields', 'filter', 'sort', 'search', 'deep', 'aggregate', 'groupBy', 'limit', 'page', 'q'];

/** @returns a function that counts an answer, and keeps and logs it when it took long */
export function responseRecorder({ telemetry, logger, slowFrom }: RecordOptions) {
	const nameOf: NameRoute = routeNames(ownTemplates());
	return (
		{ request, response, duration }: ResponseEvent,
		collections: Readonly<Record<string, unknown>>,
	): void => {
		const { method = 'OTHER', path } = request;
		const route = nameOf(path ?? '/', (name) => Object.hasOwn(collections, name));
		const ms = Number(duration);
		telemetry.requests.observe(method, route, response.status, ms);
		if (ms < slowFrom) return;
		const fingerprint = `${method} ${route}${parametersOf(request.query)} ${response.status}`;
		telemetry.slowRequests.add(fingerprint, ms, Date.now());
		logger.warn(`Slow request: ${fingerprint} took ${ms} ms`);
	};
}

const ownTemplates = (): string[] =>
	Object.keys(document['paths'] as object).map((path) => path.replaceAll(/\{(\w+)\}/g, ':$1'));

function parametersOf(query: unknown): string {
	const names = isRecord(query) ? telling.filter((name) => name in query) : [];
	return names.length === 0 ? '' : `?${names.join('&')}`;
}
