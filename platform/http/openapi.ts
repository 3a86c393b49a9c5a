import { z } from 'zod';
import type { OperatorRoute } from './operator-route.ts';
import type { PublicRoute } from './route.ts';

const errorSchema = z.object({
	errors: z.array(z.object({ message: z.string(), extensions: z.looseObject({ code: z.string() }) })),
});

/** A token or a session of somebody who works here, as Directus takes it everywhere. */
const securitySchemes = {
	token: { type: 'http', scheme: 'bearer', description: 'A static or temporary token of Directus' },
	session: { type: 'apiKey', in: 'cookie', name: 'directus_session_token' },
};
const forOperators = [{ token: [] }, { session: [] }];

/** Methods that OpenAPI 3.1 has a place for; others go where 3.2 has one, marked as an extension. */
const standardMethods = new Set(['get', 'post', 'put', 'patch', 'delete']);
const otherMethods = 'x-additionalOperations';

/** The OpenAPI 3.1 document of public routes mounted below `base`, and of those for operators. */
export function describeRoutes(
	base: string,
	routes: readonly PublicRoute[],
	version: string,
	operatorRoutes: readonly OperatorRoute[] = [],
): Record<string, unknown> {
	const shared: Schemas = { Error: jsonSchema(errorSchema, {}) };
	const paths: Record<string, Record<string, unknown>> = {};
	for (const route of routes) paths[openApiPath(base + route.path)] = { get: describeRoute(route, shared) };
	for (const route of operatorRoutes) {
		const path = openApiPath(route.path);
		paths[path] = { ...paths[path], ...describeOperatorRoute(route, paths[path] ?? {}, shared) };
	}

	return {
		openapi: '3.1.0',
		info: { title: 'BeBetter', version, description: 'What the mobile app calls.' },
		servers: [{ url: '/' }],
		paths,
		components: { schemas: shared, securitySchemes },
	};
}

function describeOperatorRoute(
	{ method, path, summary, body, query, answer, accepted, errors }: OperatorRoute,
	existing: Record<string, unknown>,
	shared: Schemas,
): Record<string, unknown> {
	const content = { 'application/json': { schema: jsonSchema(answer, shared) } };
	const operation = {
		summary,
		security: forOperators,
		parameters: [...pathParameters({ path }), ...(query ? queryParameters({ query }) : [])],
		...(body && {
			requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(body, shared) } } },
		}),
		responses: {
			200: { description: 'Done', content },
			...(accepted && { 202: { description: accepted, content } }),
			...errorResponses(errors),
		},
	};
	if (standardMethods.has(method)) return { [method]: operation };
	const others = existing[otherMethods] as Record<string, unknown> | undefined;
	return { [otherMethods]: { ...others, [method.toUpperCase()]: operation } };
}

type Schemas = Record<string, unknown>;

/**
 * The schema of an answer. Its own definitions move to the shared ones, because a reference in an OpenAPI
 * document starts at the document and not at the schema.
 */
function jsonSchema(type: z.ZodType, shared: Schemas): unknown {
	const {
		$schema: _,
		$defs = {},
		...schema
	} = moveReferences(z.toJSONSchema(type, { unrepresentable: 'any' }));
	// Zod repeats the name inside, where JSON Schema 2020-12 knows no such keyword.
	for (const [name, { id: __, ...definition }] of Object.entries($defs)) shared[name] = definition;
	return schema;
}

function moveReferences(schema: z.core.JSONSchema.BaseSchema): z.core.JSONSchema.BaseSchema {
	return JSON.parse(JSON.stringify(schema), (key, value: unknown) =>
		key === '$ref' && typeof value === 'string' ? value.replace('#/$defs/', '#/components/schemas/') : value,
	);
}

const openApiPath = (path: string): string => path.replace(/:(\w+)/g, '{$1}');

function describeRoute(route: PublicRoute, shared: Schemas): Record<string, unknown> {
	return {
		summary: route.summary,
		security: [],
		parameters: [...pathParameters(route), ...queryParameters(route), ...headerParameters(route)],
		responses: {
			200: {
				description: 'The content, with a strong ETag',
				headers: { ETag: { schema: { type: 'string' } }, 'Cache-Control': { schema: { type: 'string' } } },
				content: { 'application/json': { schema: jsonSchema(route.answer, shared) } },
			},
			304: { description: 'The client holds the content already' },
			...errorResponses(route.errors),
		},
	};
}

const errorResponses = (errors: OperatorRoute['errors']) =>
	Object.fromEntries(
		Object.entries(errors).map(([status, codes]) => [
			status,
			{
				description: codes.join(', '),
				content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
			},
		]),
	);

const pathParameters = ({ path }: Pick<PublicRoute, 'path'>) =>
	Array.from(path.matchAll(/:(\w+)/g), ([, name]) => ({
		name,
		in: 'path',
		required: true,
		schema: { type: 'string' },
	}));

function queryParameters({ query }: Pick<PublicRoute, 'query'>) {
	const schema = z.toJSONSchema(query, { io: 'input', unrepresentable: 'any' }) as {
		properties?: Record<string, { description?: string }>;
		required?: string[];
	};
	return Object.entries(schema.properties ?? {}).map(([name, { description, ...property }]) => ({
		name,
		in: 'query',
		required: schema.required?.includes(name) ?? false,
		...(description && { description }),
		schema: property,
	}));
}

const headerParameters = ({ headers }: PublicRoute) =>
	Object.entries(headers ?? {}).map(([name, description]) => ({
		name,
		in: 'header',
		required: false,
		description,
		schema: { type: 'string' },
	}));
