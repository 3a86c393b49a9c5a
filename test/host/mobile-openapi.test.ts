import Ajv2020 from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publicPaths } from '../../platform/mobile/paths.ts';
import { bothMajorsAndDatabases, describeOnHosts, type Host, startHost } from '../support/host/index.ts';
import { getJson } from '../support/raw-request.ts';

interface Operation {
	summary: string;
	security: object[];
	parameters: { name: string; in: string; required: boolean; schema: object }[];
	responses: Record<string, { description: string; content?: { 'application/json': { schema: object } } }>;
}

interface Description {
	openapi: string;
	info: { title: string; version: string };
	servers: object[];
	paths: Record<string, Record<string, Operation>>;
	components: { schemas: Record<string, object> };
}

/** Never cached, so they have no 304, and take no parameters that could be wrong. A process that answers at all is live. */
const healthPaths = {
	'^/ops/health(/ready)?$': pathWith('200', '503'),
	'^/ops/health/live$': pathWith('200'),
};

/** The parts of the OpenAPI 3.1 structure that a document such as ours uses. */
const structure = {
	type: 'object',
	required: ['openapi', 'info', 'paths'],
	additionalProperties: false,
	properties: {
		openapi: { type: 'string', pattern: '^3\\.1\\.\\d+$' },
		info: { type: 'object', required: ['title', 'version'] },
		servers: { type: 'array', items: { type: 'object', required: ['url'] } },
		components: {
			type: 'object',
			additionalProperties: false,
			properties: {
				schemas: {
					type: 'object',
					propertyNames: { pattern: '^[A-Z][A-Za-z0-9]*$' },
					additionalProperties: { type: 'object' },
				},
				securitySchemes: {
					type: 'object',
					additionalProperties: { type: 'object', required: ['type'] },
				},
			},
		},
		paths: {
			type: 'object',
			propertyNames: { pattern: '^/' },
			patternProperties: healthPaths,
			additionalProperties: pathWith('200', '304', '400'),
		},
	},
	$defs: {
		operation: {
			type: 'object',
			required: ['summary', 'parameters', 'responses'],
			additionalProperties: false,
			properties: {
				summary: { type: 'string', minLength: 3 },
				security: { type: 'array' },
				parameters: {
					type: 'array',
					items: {
						type: 'object',
						required: ['name', 'in', 'schema'],
						properties: { in: { enum: ['path', 'query', 'header'] }, schema: { type: 'object' } },
						if: { properties: { in: { const: 'path' } } },
						// oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
						then: { required: ['required'], properties: { required: { const: true } } },
					},
				},
				responses: {
					type: 'object',
					propertyNames: { pattern: '^[1-5]\\d\\d$' },
					additionalProperties: {
						type: 'object',
						required: ['description'],
						additionalProperties: false,
						properties: {
							description: { type: 'string' },
							headers: { type: 'object' },
							content: { type: 'object' },
						},
					},
				},
			},
		},
	},
};

/** A path that is read, with at least these answers. */
function pathWith(...statuses: readonly string[]) {
	return {
		type: 'object',
		required: ['get'],
		additionalProperties: false,
		properties: {
			get: {
				$ref: '#/$defs/operation',
				properties: { responses: { type: 'object', required: statuses } },
			},
		},
	};
}

const formats = { uuid: true, date: true, 'date-time': true, uri: true, email: true } as const;

/** What anybody may read; what operators may do is tested with purging and jobs, what owners may do with their data. */
function publicPart(whole: Description): Description {
	const reads = Object.entries(whole.paths).flatMap(([path, { get }]) =>
		get?.security.length === 0 ? [[path, { get }]] : [],
	);
	return { ...whole, paths: Object.fromEntries(reads) };
}

describeOnHosts(
	'GET /mobile/openapi.json',
	(kind) => {
		let host: Host;
		let description: Description;
		let ajv: Ajv2020;

		beforeAll(async () => {
			host = await startHost({ ...kind, name: 'openapi', provisioned: 'seeded' });
			description = publicPart((await getJson<Description>(host, '/mobile/openapi.json')).json);
			ajv = new Ajv2020({ allErrors: true, formats, strict: true, allowUnionTypes: true });
			ajv.addVocabulary(Object.keys(description));
			ajv.addSchema(description, 'openapi', false, false);
		});
		afterAll(() => host?.stop());

		const pointer = (path: string, status: number) =>
			`openapi#/paths/${encodeURIComponent(path.replaceAll('/', '~1'))}/get/responses/${status}/content/application~1json/schema`;

		/** What is wrong with an answer, by the description's own schema. */
		function faults(path: string, status: number, answer: unknown): string[] {
			const validate = ajv.getSchema(pointer(path, status));
			if (!validate) throw new Error(`${path} describes no answer with ${status}`);
			if (validate(answer)) return [];
			return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
		}

		it('is an OpenAPI 3.1 document', () => {
			const validate = new Ajv2020({ allErrors: true, strict: false }).compile(structure);
			validate(description);
			expect(validate.errors ?? []).toEqual([]);

			const without = (path: string, status: string) => {
				const changed = structuredClone(description);
				delete changed.paths[path]!['get']!.responses[status];
				return changed;
			};
			for (const [path, status] of [
				['/mobile/foods', '304'],
				['/ops/health', '503'],
				['/ops/health/ready', '200'],
				['/ops/health/live', '200'],
			] as const)
				expect(validate(without(path, status)), `${path} without ${status}`).toBe(false);
		});

		it('lists every public route and no other', () => {
			const paths = publicPaths.map((path) => path.replace(/:(\w+)/g, '{$1}'));
			const health = ['/ops/health', '/ops/health/live', '/ops/health/ready'];
			expect(Object.keys(description.paths).toSorted()).toEqual([...paths, ...health].toSorted());
		});

		it('declares each parameter of each path, once', () => {
			for (const [path, { get }] of Object.entries(description.paths)) {
				const names = get!.parameters.map((parameter) => `${parameter.in} ${parameter.name}`);
				expect(new Set(names).size, path).toBe(names.length);
				const inPath = Array.from(path.matchAll(/\{(\w+)\}/g), ([, name]) => `path ${name}`);
				expect(names.filter((name) => name.startsWith('path '))).toEqual(inPath);
			}
		});

		it('knows the query and the headers of a screen, and how lists are asked', () => {
			const names = (path: string) => description.paths[path]?.['get']?.parameters.map(({ name }) => name);
			expect(names('/mobile/screens/{screen_key}')).toEqual(
				expect.arrayContaining([
					'screen_key',
					'goal',
					'locale',
					'schema',
					'platform',
					'app_version',
					'X-App-Version',
					'X-App-Platform',
				]),
			);
			expect(names('/mobile/foods')).toEqual([
				'locale',
				'q',
				'tags',
				'category',
				'carb_convention',
				'sort',
				'page',
				'limit',
			]);
		});

		it('refers only to what is in it', () => {
			const references = JSON.stringify(description).match(/(?<="\$ref":")[^"]+/g) ?? [];
			expect(references.length).toBeGreaterThan(0);
			for (const reference of references) {
				const found = reference
					.slice(2)
					.split('/')
					.reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], description);
				expect(found, reference).toBeTypeOf('object');
			}
		});

		describe('describes the real answers', () => {
			it('of every list, in both languages', async () => {
				for (const path of Object.keys(description.paths).filter((one) => !one.includes('{')))
					for (const query of ['?locale=en', '?locale=ar']) {
						const address = path.endsWith('.json') ? path : path + query;
						const { json } = await getJson(host, address);
						expect(faults(path, 200, json), address).toEqual([]);
					}
			});

			it('of every item', async () => {
				for (const path of Object.keys(description.paths).filter((one) => one.endsWith('{slug}'))) {
					const list = await getJson<{ data: { slug: string }[] }>(
						host,
						`${path.replace('/{slug}', '')}?limit=200`,
					);
					expect(list.json.data.length).toBeGreaterThan(0);
					for (const { slug } of list.json.data.slice(0, 30)) {
						const { json } = await getJson(host, path.replace('{slug}', slug));
						expect(faults(path, 200, json), slug).toEqual([]);
					}
				}
			});

			it('of every screen in every variant', async () => {
				for (const { screen_key, goal, locale } of await host.knex('sdui_screens')) {
					const { json } = await getJson(host, `/mobile/screens/${screen_key}?goal=${goal}&locale=${locale}`);
					expect(faults('/mobile/screens/{screen_key}', 200, json)).toEqual([]);
				}
			});

			it('of errors', async () => {
				for (const [path, address, status] of [
					['/mobile/foods', '/mobile/foods?page=0', 400],
					['/mobile/foods/{slug}', '/mobile/foods/none', 404],
					['/mobile/screens/{screen_key}', '/mobile/screens/none', 404],
					['/mobile/screens/{screen_key}', '/mobile/screens/home?app_version=0.1', 403],
				] as const) {
					const answer = await getJson(host, address);
					expect(answer.status).toBe(status);
					expect(faults(path, status, answer.json), address).toEqual([]);
				}
			});

			it('strictly: an answer that lacks a property does not pass, nor one with a stranger', async () => {
				const { json } = await getJson<{ data: Record<string, unknown> }>(
					host,
					'/mobile/recipes/chicken-kabsa',
				);
				for (const name of Object.keys(json.data)) {
					const { [name]: _, ...rest } = json.data;
					expect(faults('/mobile/recipes/{slug}', 200, { data: rest }), name).toHaveLength(1);
				}
				expect(faults('/mobile/recipes/{slug}', 200, { data: { ...json.data, stranger: 1 } })).toHaveLength(
					1,
				);

				const screen = await getJson<{ data: Record<string, unknown> }>(host, '/mobile/screens/home');
				for (const name of Object.keys(screen.json.data)) {
					const { [name]: _, ...rest } = screen.json.data;
					expect(faults('/mobile/screens/{screen_key}', 200, { data: rest }), name).toHaveLength(1);
				}
			});
		});
	},
	{ only: bothMajorsAndDatabases },
);
