import { address, segment } from './address.ts';
import type { ConditionalGet, Question } from './conditional-get.ts';
import type { BeBetterError } from './errors.ts';
import type { Offline, ScreenFound, ScreenResult, UpgradeRequired } from './results.ts';
import type { KeptAnswers } from './store/kept-answers.ts';
import type { Locale, ManifestEntry, Message, Platform, Screen, StoreUrls, Update } from './types.ts';

/** What every request for screens says about the app and the person. */
export interface ScreenOptions {
	/** The person's goal; without one the screens for everybody. */
	readonly goal?: string | undefined;
	readonly locale?: Locale | undefined;
	/** The highest schema version that this app can render. */
	readonly schema?: number | undefined;
	readonly platform?: Platform | undefined;
	readonly appVersion?: string | undefined;
}

export type ManifestResult =
	| { readonly kind: 'manifest'; readonly data: readonly ManifestEntry[] }
	| Offline<readonly ManifestEntry[]>;

export type RefreshResult =
	| {
			readonly kind: 'refreshed';
			/** Those that were asked for, by screen key. */
			readonly fetched: Readonly<Record<string, ScreenResult>>;
			readonly unchanged: readonly string[];
			/** Those that are not live any more and were forgotten. */
			readonly removed: readonly string[];
	  }
	| { readonly kind: 'offline'; readonly error: BeBetterError };

export interface ScreensClient {
	/**
	 * One screen. The kept one is confirmed by its ETag, and is the answer when the server or network fails. Its
	 * revision never goes back: an older one, such as from a slow cache, changes nothing.
	 *
	 * @throws {BeBetterError} 400 INVALID_QUERY, and other refusals that only a change of the program can cure
	 */
	screen(key: string, options?: ScreenOptions): Promise<ScreenResult>;
	/**
	 * Every live screen with its revision.
	 *
	 * @throws {BeBetterError} as `screen` does
	 */
	manifest(options?: Pick<ScreenOptions, 'goal' | 'locale'>): Promise<ManifestResult>;
	/**
	 * Asks the manifest once, and for those screens that changed since the last time or are not kept. Named apart from the SDK's
	 * `refresh`, which is about tokens.
	 *
	 * @throws {BeBetterError} as `screen` does
	 */
	refreshScreens(options?: ScreenOptions): Promise<RefreshResult>;
}

interface ScreenBody {
	readonly data: Screen;
}
type ManifestBody = { readonly data: readonly ManifestEntry[] };
/** By screen key: the state of the manifest, and of the app, that the kept screen answers. */
type Marks = Readonly<Record<string, string>>;

export function screensClient(
	get: ConditionalGet,
	answers: KeptAnswers,
	scope: string,
	defaults: ScreenOptions,
): ScreensClient {
	const withDefaults = (options: ScreenOptions): ScreenOptions => ({ ...defaults, ...defined(options) });
	const variant = ({ goal, locale }: ScreenOptions) => ({ goal, locale });
	// Without the app's version: an update of the app must not cost it its last good screens.
	const screenKey = (key: string, options: ScreenOptions): string =>
		scope + address(`/screens/${segment(key)}`, variant(options));
	const manifestKey = (options: ScreenOptions): string => scope + address('/screens', variant(options));
	const marksKey = (options: ScreenOptions): string => `${manifestKey(options)}#fetched`;

	async function screen(key: string, given: ScreenOptions = {}): Promise<ScreenResult> {
		const options = withDefaults(given);
		const { schema, platform, appVersion } = options;
		const query = { ...variant(options), schema, platform, app_version: appVersion };
		const question: Question<ScreenBody> = {
			path: `/mobile${address(`/screens/${segment(key)}`, query)}`,
			key: screenKey(key, options),
			isBody: isScreenBody,
			suits: ({ data }) => schema === undefined || data.schema_version <= schema,
			isNewer: isNewerRevision,
		};
		const outcome = await get(question);

		if (outcome.kind === 'answered') return screenFound(outcome.body.data);
		if (outcome.kind === 'unreachable')
			return { kind: 'offline', data: outcome.body?.data ?? null, error: outcome.error };
		const { error } = outcome;
		if (!withdrawals.has(error.code)) throw error;
		await answers.drop(screenKey(key, options));
		return error.code === 'UPGRADE_REQUIRED' ? upgradeRequired(error) : { kind: 'not_found' };
	}

	async function manifest(given: ScreenOptions = {}): Promise<ManifestResult> {
		const options = withDefaults(given);
		const outcome = await get({
			path: `/mobile${address('/screens', variant(options))}`,
			key: manifestKey(options),
			isBody: isManifestBody,
		});
		if (outcome.kind === 'answered') return { kind: 'manifest', data: outcome.body.data };
		if (outcome.kind === 'refused') throw outcome.error;
		return { kind: 'offline', data: outcome.body?.data ?? null, error: outcome.error };
	}

	async function refreshScreens(given: ScreenOptions = {}): Promise<RefreshResult> {
		const options = withDefaults(given);
		const listed = await manifest(options);
		if (listed.kind === 'offline') return { kind: 'offline', error: listed.error };

		const before = (await answers.read(marksKey(options), isMarks))?.body ?? {};
		const marks: Record<string, string> = {};
		const fetched: Record<string, ScreenResult> = {};
		const unchanged: string[] = [];
		for (const entry of listed.data) {
			const { screen_key } = entry;
			const mark = markOf(entry, options);
			const isKept = (await answers.read(screenKey(screen_key, options), isScreenBody)) !== null;
			if (isKept && before[screen_key] === mark) unchanged.push(screen_key);
			else fetched[screen_key] = await screen(screen_key, options);
			if (fetched[screen_key]?.kind !== 'offline') marks[screen_key] = mark;
		}
		const removed = Object.keys(before).filter((key) =>
			listed.data.every(({ screen_key }) => screen_key !== key),
		);
		for (const key of removed) await answers.drop(screenKey(key, options));
		await answers.keep(marksKey(options), { etag: null, body: marks }, isMarks, () => false);
		return { kind: 'refreshed', fetched, unchanged, removed };
	}

	return { screen, manifest, refreshScreens };
}

/** With these the server takes back what is kept: it is no last good answer any more. */
const withdrawals: ReadonlySet<string> = new Set(['UPGRADE_REQUIRED', 'SCREEN_NOT_FOUND']);

function screenFound(data: Screen): ScreenFound {
	const { served, update } = data;
	return { kind: 'screen', data, served, ...(update.level !== 'none' && { update }) };
}

function upgradeRequired({ extensions }: BeBetterError): UpgradeRequired {
	return {
		kind: 'upgrade_required',
		minAppVersion: extensions['min_app_version'] as string | null,
		reason: extensions['reason'] as Update['reason'],
		message: extensions['messages'] as Message,
		storeUrls: extensions['store_url'] as StoreUrls,
	};
}

/** Revisions count within one variant: a screen for a goal may begin at 1 where that for everybody was at 9. */
function isNewerRevision({ data: kept }: ScreenBody, { data: incoming }: ScreenBody): boolean {
	const isSameVariant = (['screen_key', 'goal', 'locale'] as const).every(
		(name) => kept[name] === incoming[name],
	);
	return isSameVariant && kept.revision > incoming.revision;
}

/** An app that was updated may get another answer though the screen is the same. */
const markOf = ({ etag }: ManifestEntry, { schema, platform, appVersion }: ScreenOptions): string =>
	JSON.stringify([etag, schema, platform, appVersion]);

const defined = (options: ScreenOptions): ScreenOptions =>
	Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));

function isScreenBody(value: unknown): value is ScreenBody {
	const data = (value as Partial<ScreenBody> | null | undefined)?.data;
	return (
		typeof data === 'object' &&
		data !== null &&
		Number.isInteger(data.revision) &&
		Number.isInteger(data.schema_version) &&
		Array.isArray(data.payload?.components) &&
		typeof data.update?.level === 'string'
	);
}

function isManifestBody(value: unknown): value is ManifestBody {
	const data = (value as Partial<ManifestBody> | null | undefined)?.data;
	return Array.isArray(data) && data.every((entry) => typeof entry?.screen_key === 'string');
}

function isMarks(value: unknown): value is Marks {
	return (
		typeof value === 'object' &&
		value !== null &&
		Object.values(value).every((mark) => typeof mark === 'string')
	);
}
