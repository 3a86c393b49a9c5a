import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { fewestDaysKept } from '../domain/archive/days.ts';
import { trimEndOf } from '../domain/text/trim-end.ts';
import { parseOpsTokens } from './access/ops-tokens.ts';
import { parseBackupKeys } from '../domain/operations/backups/backup-keys.ts';
import { defaultPeriods, parsePeriods } from '../domain/operations/backups/retention.ts';
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
		.transform((url) => trimEndOf(url, '/'));

/** Directus hands a value with commas over as a list. */
const list = z
	.union([z.array(z.string()), z.string()])
	.transform(String)
	.pipe(z.string().min(1))
	.optional();

const url = z
	.url({ protocol: /^https?$/, error: 'use an address that begins with https:// or http://' })
	.optional();

const emails = list.transform((value, context) => {
	if (value === undefined) return undefined;
	const addresses = value
		.split(',')
		.map((address) => address.trim())
		.filter(Boolean);
	for (const address of addresses)
		if (!z.email().safeParse(address).success) context.addIssue(`"${address}" is no e-mail address`);
	return addresses;
});

/** A list in a notation of its own, whose reader throws with the remedy. */
const written = <Value>(read: (value: string) => Value) =>
	list.transform((value, context) => {
		try {
			return value === undefined ? undefined : read(value);
		} catch (error) {
			context.addIssue((error as Error).message);
			return z.NEVER;
		}
	});

const opsTokens = list.transform((value, context) => {
	try {
		return value === undefined ? undefined : parseOpsTokens(value);
	} catch (error) {
		context.addIssue((error as Error).message);
		return z.NEVER;
	}
});

const milliseconds = (fallback: number) => z.coerce.number().int().min(1).max(600_000).default(fallback);

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
	BEBETTER_HASH_KEYS: written(parseHashKeys).describe(
		'Keys that people are hashed with in events, as name:base64secret,… with the newest first; keep old ones until their events have aged out. Without it events go without a person.',
	),
	BEBETTER_EVENTS_REQUESTS_PER_MINUTE: z.coerce
		.number()
		.int()
		.min(0)
		.max(1_000_000)
		.default(120)
		.describe(
			'Requests with events that one person or installation may send a minute, on each instance; one address may send 50 times as many. 0 for any number.',
		),
	BEBETTER_EVENTS_MOST_WAITING: z.coerce
		.number()
		.int()
		.min(1)
		.max(10_000)
		.default(100)
		.describe(
			'Requests with events that may wait for the database in one process, each of 500 KiB at most; more are told to come back.',
		),
	BEBETTER_OPS_REQUESTS_PER_MINUTE: z.coerce
		.number()
		.int()
		.min(0)
		.max(1_000_000)
		.default(600)
		.describe(
			'Requests below /ops that one person or address may send a minute, health excepted; instances with Redis count together. 0 for any number.',
		),
	BEBETTER_OPS_REFUSALS_PER_MINUTE: z.coerce
		.number()
		.int()
		.min(0)
		.max(1_000_000)
		.default(10)
		.describe(
			'Refusals below /ops after which an address gets 429 for the rest of the minute; administrators are never kept out by it. 0 for any number.',
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
	BEBETTER_EVENTS_KEEP_DAYS: z.coerce
		.number()
		.int()
		.min(
			fewestDaysKept,
			`use ${fewestDaysKept} or more: fasting statistics and streaks read events of the last 74 days`,
		)
		.max(36_500)
		.default(90)
		.describe('Full days (UTC) that events stay in the table; older ones go to archives.'),
	BEBETTER_ARCHIVE_STORAGE: z
		.string()
		.regex(/^[a-zA-Z0-9_-]{1,64}$/, 'name one of STORAGE_LOCATIONS')
		.optional()
		.describe(
			'Which of Directus’s STORAGE_LOCATIONS archives of events go to; by default the first. A private bucket of its own is best.',
		),
	BEBETTER_ALERT_EMAILS: emails.describe(
		'Addresses that every alert is mailed to, comma-separated, besides what administrators get as notifications.',
	),
	BEBETTER_ALERT_WEBHOOK_URL: url.describe('Where every alert is POSTed to, signed.'),
	BEBETTER_ALERT_WEBHOOK_SECRET: text.describe('What webhooks are signed with; the receiver has the same.'),
	BEBETTER_DEADMAN_URL: url.describe(
		'Asked with GET each minute in which alerts were evaluated; a watcher outside tells you when it hears nothing.',
	),
	BEBETTER_ALERT_ALLOW_PRIVATE: flag(false).describe(
		'Allow the webhook and the dead-man ping to be in a private network.',
	),
	BEBETTER_DATABASE_DISK_GB: z.coerce
		.number()
		.positive()
		.max(1_000_000)
		.optional()
		.describe(
			'Size of the disk that PostgreSQL has, in GiB, for the forecast when it is full; SQLite’s disk is known.',
		),
	BEBETTER_OPS_TOKENS: opsTokens.describe(
		'Tokens of at least 32 characters with which a monitor reads `/ops/metrics`, `/ops/performance` and `/ops/health/detailed`; two at most, so that one can be replaced without a gap.',
	),
	BEBETTER_SLOW_REQUEST_MS: milliseconds(1_000).describe(
		'Requests that take longer are logged and listed under Performance, ms.',
	),
	BEBETTER_SLOW_QUERY_MS: milliseconds(500).describe(
		'Statements that take longer are listed under Performance, without their values, ms.',
	),
	BEBETTER_BACKUP_STORAGE: z
		.string()
		.regex(/^[a-zA-Z0-9_-]{1,64}$/, 'name one of STORAGE_LOCATIONS')
		.optional()
		.describe(
			'Which of Directus’s STORAGE_LOCATIONS backups go to; by default the first. It should not be on the machine that the database is on.',
		),
	BEBETTER_BACKUP_KEYS: written(parseBackupKeys).describe(
		'Keys that backups are encrypted with (AES-256-GCM), as name:base64key,… of 32 bytes, the newest first; keep old ones as long as their backups. Without it backups are not encrypted, and passwords, tokens and keys are left out of them.',
	),
	BEBETTER_BACKUP_KEEP: written((value) => parsePeriods(value) && value)
		.transform((value) => value ?? defaultPeriods)
		.describe(
			'Days, weeks and months that a backup is kept of, the newest of each. The last verified one is never deleted.',
		),
	BEBETTER_DRILL_EVERY_DAYS: z.coerce
		.number()
		.int()
		.min(0)
		.max(365)
		.default(30)
		.describe(
			'Days after which the newest backup is restored into a database that is thrown away, to see that it can be. A drill takes the memory of another Directus while it lasts. 0 for never.',
		),
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
	BEBETTER_SEED_PEOPLE: flag(false).describe(
		'Add 300 synthetic people with 120 days of events, for charts to show something, when Directus starts and has neither events nor profiles. Once; for local instances.',
	),
});

export type Config = z.infer<typeof variables>;

/** Variables that mean something only together. */
const pairs: readonly (readonly [keyof Config, keyof Config])[] = [
	['BEBETTER_ALERT_WEBHOOK_URL', 'BEBETTER_ALERT_WEBHOOK_SECRET'],
	['BEBETTER_FASTLY_SERVICE_ID', 'BEBETTER_FASTLY_TOKEN'],
	['BEBETTER_CLOUDFLARE_ZONE_ID', 'BEBETTER_CLOUDFLARE_TOKEN'],
];

export const configVariables: readonly { name: string; description: string }[] = Object.entries(
	variables.shape,
).map(([name, type]) => ({ name, description: type.description ?? '' }));

/** The configuration as far as it can be used, and what is wrong with the rest. */
export interface ConfigReading {
	/** Variables with a problem have their defaults. */
	readonly config: Config;
	/** One for each variable with a problem: its name and the remedy, never its value. */
	readonly problems: readonly string[];
}

/**
 * Reads our configuration from Directus's environment. `NAME_FILE` may hold the path of a file with the value, as for
 * Directus's own variables.
 */
export function readConfig(env: Record<string, unknown>): ConfigReading {
	const values: Record<string, unknown> = {};
	const unreadable: string[] = [];
	for (const name of Object.keys(variables.shape))
		try {
			values[name] = readVariable(env, name);
		} catch (error) {
			unreadable.push(`${name}_FILE: ${(error as NodeJS.ErrnoException).code ?? 'cannot be read'}`);
		}
	const parsed = variables.safeParse(values);
	if (parsed.success)
		return { config: parsed.data, problems: [...unreadable, ...incompletePairs(parsed.data)] };

	const broken = new Set(parsed.error.issues.map(({ path }) => String(path[0])));
	const usable = Object.entries(values).filter(([name]) => !broken.has(name));
	const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
	return { config: variables.parse(Object.fromEntries(usable)), problems: [...unreadable, ...problems] };
}

/** The doctor has to come up where nothing else does, to say what is wrong. */
const isDoctor = (): boolean => process.argv.includes('bebetter') && process.argv.includes('doctor');

/**
 * The configuration, complete.
 *
 * @throws {Error} one message that names every variable with a problem
 */
export function parseConfig(env: Record<string, unknown>): Config {
	const { config, problems } = readConfig(env);
	if (problems.length === 0 || isDoctor()) return config;
	throw new Error(`BeBetter is not configured correctly. ${problems.join('; ')}`);
}

const read = new WeakMap<object, Config>();

/**
 * The configuration of this process. Directus hands everything of ours the same environment, which is read the first
 * time.
 *
 * @throws {Error} as `parseConfig`
 */
export function configOf({ env }: { readonly env: Record<string, unknown> }): Config {
	const known = read.get(env);
	if (known) return known;
	const config = parseConfig(env);
	read.set(env, config);
	return config;
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
