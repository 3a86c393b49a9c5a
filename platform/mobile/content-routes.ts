import { z } from 'zod';
import type { ItemQuery } from '../../domain/content/query-items.ts';
import { itemDocument, listDocument } from '../content/content-documents.ts';
import { itemSchema, listItemSchema } from '../content/answer-schema.ts';
import { filterColumns, resources, type Resource } from '../content/resources.ts';
import { publicRoute, type PublicRoute } from '../http/route.ts';
import { itemPath, listPath } from './paths.ts';
import { itemQuery, listQuery } from './parameters.ts';

/** A list and a single item for each public collection. */
export const contentRoutes: readonly PublicRoute[] = resources.flatMap((resource) => [
	listRoute(resource),
	itemRoute(resource),
]);

function listRoute(resource: Resource): PublicRoute {
	const filters = filterColumns(resource);
	return publicRoute({
		path: listPath(resource),
		summary: `Published ${resource.collection.label.en.toLowerCase()}`,
		query: listQuery(resource),
		answer: z.object({
			data: z.array(listItemSchema(resource)),
			meta: z.object({ total: z.int(), page: z.int(), pages: z.int(), limit: z.int() }),
		}),
		errors: { 400: ['INVALID_QUERY'] },
		ask: ({ query }) => {
			const asked = query as unknown as ItemQuery & Record<string, unknown>;
			const where = Object.fromEntries(
				filters.flatMap((name) => (asked[name] ? [[name, String(asked[name])]] : [])),
			);
			return ({ content }) => listDocument(resource, content[resource.path] ?? [], { ...asked, where });
		},
	});
}

function itemRoute(resource: Resource): PublicRoute {
	return publicRoute({
		path: itemPath(resource),
		summary: `One of the published ${resource.collection.label.en.toLowerCase()}`,
		query: itemQuery,
		answer: z.object({ data: itemSchema(resource) }),
		errors: { 400: ['INVALID_QUERY'], 404: ['NOT_FOUND'] },
		ask:
			({ params, query }) =>
			({ content }) =>
				itemDocument(resource, content[resource.path] ?? [], params['slug'] ?? '', query.locale),
	});
}
