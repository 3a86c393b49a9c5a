import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { parseHashKeys } from './people/hash-keys.ts';

const flag = (fallback: boolean) =>
	z
		.union([z.boolean(), z.stringbool()])
		.optional()
		.transform((value) => value ?? fallback);

/** Directus reads digits as a number. */
const text = z.union([z.string(), z.number()]).transform(String).pipe(z.string().min(1)).optional();

const address = (fallback: string) =>
	z
		.url({ protocol: /^https?$/, error: `use an address such as ${fallback}` })
		.default(fallback)
		.transform((url) => url.replace(/\/+$/, ''));

/** Directus hands a value with commas over as a list. */
const list = z
	.union([z.array(z.string()), z.string()])
	.transform(String)
	.pipe(z.string().min(1))
	.optional();

const hashKeys = list.transform((value, context) => {
	try {
		return value === undefined ? undefined : parseHashKeys(value);
	} catch (error) {
		context.addIssue((error as Error).message);
		return z.NEVER;
	}
});

/** Every variable of ours: what it means is its description, which the documentation repeats. */
const variables = z.object({
	BEBETTER_PROVISION_ON_START: flag(true).describe(
		'Bring the database to the declared model when Directus starts.',
	),
	BEBETTER_PROJECT_DEFAULTS: flag(false).describe(
		'Name and colour the project, and answer what it is used for with “personal”, as far as nobody has. For local instances.',
	),
	BEBETTER_FAST_PATH: flag(true).describe(
		'Answer hot public reads before Express does. Off, the ordinary endpoint answers the same.',
	),
	BEBETTER_CACHE_MAX_MB: z.coerce
		.number()
		.int()
		.min(1)
		.max(65_536)
		.default(128)
		.describe('Memory for finished answers in each process, in MiB.'),
	BEBETTER_HASH_KEYS: hashKeys.describe(
		'Keys that people are hashed with in events, as name:base64secret,… with the newest first; keep old ones until their events have aged out. Without it events go without a person.',
	),
	BEBETTER_REDIS_URL: z
		.url({ protocol: /^rediss?$/, error: 'use an address such as redis://localhost:6379/1' })
		.optional()
		.describe('Redis for what instances share; by default the one Directus is configured with, else none.'),
	BEBETTER_NAMESPACE: z
		.string()
		.regex(/^[a-zA-Z0-9_-]{1,64}$/, 'use letters, digits, hyphens and underscores')
		.default('bebetter')
		.describe('First part of all our keys and channels in Redis; one for each project.'),
	BEBETTER_ROLE: z
		.enum(['all', 'web'], 'use all or web')
		.default('all')
		.describe(
			'What this Directus does: `all` answers requests and works background jobs; `web` leaves the jobs to `directus bebetter worker`.',
		),
	BEBETTER_JOBS_CONCURRENCY: z.coerce
		.number()
		.int()
		.min(1)
		.max(64)
		.default(2)
		.describe('Background jobs that one process works at a time.'),
	BEBETTER_FASTLY_SERVICE_ID: text.describe(
		'Fastly service in front of this project, told of every publish.',
	),
	BEBETTER_FASTLY_TOKEN: text.describe('Token for Fastly with the scope purge_select (and purge_all).'),
	BEBETTER_FASTLY_URL: address('https://api.fastly.com').describe('Where the API of Fastly is.'),
	BEBETTER_CLOUDFLARE_ZONE_ID: text.describe(
		'Cloudflare zone in front of this project, told of every publish.',
	),
	BEBETTER_CLOUDFLARE_TOKEN: text.describe('Token for Cloudflare with the permission Cache Purge.'),
	BEBETTER_CLOUDFLARE_URL: address('https://api.cloudflare.com').describe(
		'Where the API of Cloudflare is, without /client/v4.',
	),
	BEBETTER_SEED_ON_START: flag(false).describe('Add the seed content that is missing when Directus starts.'),
});

export type Config = z.infer<typeof variables>;

/** Variables that mean something only together. */
const pairs: readonly (readonly [keyof Config, keyof Config])[] = [
	['BEBETTER_FASTLY_SERVICE_ID', 'BEBETTER_FASTLY_TOKEN'],
	['BEBETTER_CLOUDFLARE_ZONE_ID', 'BEBETTER_CLOUDFLARE_TOKEN'],
];

export const configVariables: readonly { name: string; description: string }[] = Object.entries(
	variables.shape,
).map(([name, type]) => ({ name, description: type.description ?? '' }));

/**
 * Reads our configuration from Directus's environment, once. `NAME_FILE` may hold the path of a file with the
 * value, as for Directus's own variables.
 *
 * @throws {Error} one message that names every variable with a problem
 */
export function parseConfig(env: Record<string, unknown>): Config {
	const values = Object.fromEntries(
		Object.keys(variables.shape).map((name) => [name, readVariable(env, name)]),
	);
	const parsed = variables.safeParse(values);
	const problems = parsed.success
		? incompletePairs(parsed.data)
		: parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
	if (parsed.success && problems.length === 0) return parsed.data;
	throw new Error(`BeBetter is not configured correctly. ${problems.join('; ')}`);
}

const incompletePairs = (config: Config): string[] =>
	pairs
		.flatMap(
			([one, other]) =>
				[
					[one, other],
					[other, one],
				] as const,
		)
		.filter(([given, missing]) => config[given] !== undefined && config[missing] === undefined)
		.map(([given, missing]) => `${missing}: set it too, because ${given} is set`);

function readVariable(env: Record<string, unknown>, name: string): unknown {
	const file = env[`${name}_FILE`];
	return typeof file === 'string' ? readFileSync(file, 'utf8').trim() : env[name];
}
