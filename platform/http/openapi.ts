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
/** App users have no Studio and no session of its kind. */
const forOwners = [{ token: [] }];

/** An address for the caller's own data, as far as it is described. */
export interface DescribedOwnRoute {
	readonly method: string;
	readonly path: string;
	readonly summary: string;
	readonly query: z.ZodObject;
	readonly body: z.ZodType | null;
	readonly answer: z.ZodType | null;
	readonly errors: Readonly<Record<number, readonly string[]>>;
	readonly versioned?: boolean;
}

/** An address for everybody, where a token says more but is not needed. */
export interface DescribedOpenRoute {
	readonly method: string;
	readonly path: string;
	readonly summary: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: z.ZodType;
	readonly answer: z.ZodType;
	readonly errors: Readonly<Record<number, readonly string[]>>;
}

/** Methods that OpenAPI 3.1 has a place for; others go where 3.2 has one, marked as an extension. */
const standardMethods = new Set(['get', 'post', 'put', 'patch', 'delete']);
const otherMethods = 'x-additionalOperations';

/** The OpenAPI 3.1 document of public routes and those for owners, mounted below `base`, and of those for operators. */
export function describeRoutes(
	base: string,
	routes: readonly PublicRoute[],
	version: string,
	operatorRoutes: readonly OperatorRoute[] = [],
	ownRoutes: readonly DescribedOwnRoute[] = [],
	openRoutes: readonly DescribedOpenRoute[] = [],
): Record<string, unknown> {
	const shared: Schemas = { Error: jsonSchema(errorSchema, {}) };
	const paths: Record<string, Record<string, unknown>> = {};
	for (const route of routes) paths[openApiPath(base + route.path)] = { get: describeRoute(route, shared) };
	for (const route of openRoutes)
		paths[openApiPath(base + route.path)] = { [route.method]: describeOpenRoute(route, shared) };
	for (const route of ownRoutes) {
		const path = openApiPath(base + route.path);
		paths[path] = { ...paths[path], [route.method]: describeOwnRoute(route, shared) };
	}
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

function describeOwnRoute(route: DescribedOwnRoute, shared: Schemas): Record<string, unknown> {
	const { summary, body, answer, errors, versioned } = route;
	const headers = versioned
		? { 'If-Match': 'The ETag or version that the client holds; 412 when it was changed meanwhile' }
		: {};
	const success = answer
		? {
				description: 'The caller’s own; the ETag is the version of a single row',
				headers: { 'Cache-Control': { schema: { type: 'string' } } },
				content: { 'application/json': { schema: jsonSchema(answer, shared) } },
			}
		: { description: 'Done' };
	return {
		summary,
		security: forOwners,
		parameters: [...pathParameters(route), ...queryParameters(route), ...headerParameters({ headers })],
		...(body && {
			requestBody: {
				required: true,
				content: { 'application/json': { schema: jsonSchema(body, shared, 'input') } },
			},
		}),
		responses: {
			[answer ? 200 : 204]: success,
			...(route.method === 'post' && { 201: success }),
			...errorResponses({
				...errors,
				400: ['INVALID_QUERY', ...(errors[400] ?? [])],
				401: ['INVALID_CREDENTIALS'],
				...(body && { 413: ['CONTENT_TOO_LARGE'], 415: ['UNSUPPORTED_MEDIA_TYPE'] }),
			}),
		},
	};
}

function describeOpenRoute(route: DescribedOpenRoute, shared: Schemas): Record<string, unknown> {
	return {
		summary: route.summary,
		security: [{}, ...forOwners],
		parameters: [...pathParameters(route), ...headerParameters(route)],
		requestBody: {
			required: true,
			content: { 'application/json': { schema: jsonSchema(route.body, shared, 'input') } },
		},
		responses: {
			200: {
				description: 'Done, also when a part was refused',
				content: { 'application/json': { schema: jsonSchema(route.answer, shared) } },
			},
			...errorResponses(route.errors),
		},
	};
}

function describeOperatorRoute(
	{ method, path, summary, body, query, answer, media, accepted, isOpen, unavailable, errors }: OperatorRoute,
	existing: Record<string, unknown>,
	shared: Schemas,
): Record<string, unknown> {
	const schema = jsonSchema(answer, shared);
	const content = Object.fromEntries((media ?? ['application/json']).map((type) => [type, { schema }]));
	const operation = {
		summary,
		security: isOpen ? [] : forOperators,
		parameters: [...pathParameters({ path }), ...(query ? queryParameters({ query }) : [])],
		...(body && {
			requestBody: {
				required: true,
				content: { 'application/json': { schema: jsonSchema(body, shared, 'input') } },
			},
		}),
		responses: {
			200: { description: 'Done', content },
			...(accepted && { 202: { description: accepted, content } }),
			...(unavailable && { 503: { description: unavailable, content } }),
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
function jsonSchema(type: z.ZodType, shared: Schemas, io: 'input' | 'output' = 'output'): unknown {
	const {
		$schema: _,
		$defs = {},
		...schema
	} = moveReferences(z.toJSONSchema(type, { io, unrepresentable: 'any' }));
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

const headerParameters = ({ headers }: Pick<PublicRoute, 'headers'>) =>
	Object.entries(headers ?? {}).map(([name, description]) => ({
		name,
		in: 'header',
		required: false,
		description,
		schema: { type: 'string' },
	}));
