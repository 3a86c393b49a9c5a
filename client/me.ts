import type { AuthenticationClient, DirectusClient } from '@directus/sdk';
import { address, segment, type QueryValue } from './address.ts';
import { newClientId } from './client-id.ts';
import { BeBetterError } from './errors.ts';
import { unreadable, type Request, type Send } from './transport.ts';
import type {
	CookableRecipe,
	DayTotals,
	Insight,
	Locale,
	MealLog,
	MealLogChanges,
	NewMealLog,
	NewPantryItem,
	PantryItem,
	PantryItemChanges,
	Profile,
	ProfileChanges,
	Target,
} from './types.ts';

/** Where two phones may write: the version that the change was made from. Without it the last one wins. */
export interface IfVersion {
	/** 412 PRECONDITION_FAILED when it is another one by now. */
	readonly ifVersion?: number | undefined;
}

export interface Paging {
	/** Rows a page, 1 to 100. */
	readonly limit?: number | undefined;
	/** The `nextCursor` of the page before. */
	readonly cursor?: string | null | undefined;
}

export interface Page<Row> {
	readonly data: readonly Row[];
	/** null on the last page. */
	readonly nextCursor: string | null;
}

export interface InsightPage extends Page<Insight> {
	/** Fasting is not for this person (under 18, pregnant, breastfeeding, an eating disorder): show nothing of it. */
	readonly hidden: boolean;
}

/** From one local date to another, both included, such as 2026-01-31. */
export interface Dates {
	readonly from?: string | undefined;
	readonly to?: string | undefined;
}

/** Rows that a person writes. Creating is safe to repeat under the same `client_id`; one is made when there is none. */
export interface OwnRows<Row, New, Changes, Query> {
	list(query?: Query & Paging): Promise<Page<Row>>;
	get(id: string): Promise<Row>;
	/** After an outage it is sent once more by itself, under the same `client_id`. */
	create(values: New): Promise<Row>;
	update(id: string, changes: Changes, condition?: IfVersion): Promise<Row>;
	delete(id: string, condition?: IfVersion): Promise<void>;
}

/**
 * The data of the person who has logged in. Nothing of it is kept on the phone.
 *
 * Every method throws a `BeBetterError`: 401 without a login, 400 INVALID_PAYLOAD naming each field, 404 NOT_FOUND,
 * 412 PRECONDITION_FAILED; `isOutage` tells whether to try again later.
 */
export interface MeClient {
	readonly profile: {
		/** null before they said anything about themselves. */
		get(): Promise<Profile | null>;
		/** Changes what is sent; null clears. */
		update(changes: ProfileChanges, condition?: IfVersion): Promise<Profile>;
	};
	readonly targets: {
		/** The target that holds now, or null and the fields of the profile that it lacks. */
		current(options?: {
			locale?: Locale;
		}): Promise<{ readonly target: Target | null; readonly missing: readonly string[] }>;
		/** Every target there was, the newest first. */
		history(query?: Paging & { locale?: Locale }): Promise<Page<Target>>;
	};
	readonly mealLogs: OwnRows<MealLog, NewMealLog, MealLogChanges, Dates> & {
		/** Totals of each local date against the target; the last seven days without a range. */
		days(range?: Dates): Promise<readonly DayTotals[]>;
	};
	readonly pantry: OwnRows<PantryItem, NewPantryItem, PantryItemChanges, { expires_before?: string }> & {
		/** What can be cooked of it, the most complete recipe first. */
		recipes(options?: { limit?: number }): Promise<readonly CookableRecipe[]>;
	};
	readonly insights: {
		/** Fasting statistics, the newest day first. */
		list(query?: Paging & { window?: 7 | 30; as_of?: string }): Promise<InsightPage>;
	};
	/** Everything about the person, as one document. */
	export(): Promise<Readonly<Record<string, unknown>>>;
	/** Deletes the account and everything about the person, for good, and forgets the tokens. */
	erase(options: { confirm: 'delete my account' }): Promise<void>;
}

type Authenticated = DirectusClient<unknown> & Partial<AuthenticationClient<unknown>>;

export function meClient(
	send: Send,
	client: Authenticated,
	defaults: { locale?: Locale | undefined },
): MeClient {
	const ask = async (request: Request): Promise<unknown> => {
		const headers = { ...request.headers, ...(await authorization(client)) };
		return (await send({ ...request, path: `/mobile/me${request.path}`, headers })).body;
	};
	const askData = async <Data>(request: Request): Promise<Data> => dataOf<Data>(await ask(request));
	const askPage = async <Row>(path: string, query: object = {}): Promise<Page<Row>> =>
		pageOf<Row>(await ask({ path: address(path, query as Record<string, QueryValue>) }));

	const ownRows = <Row, New extends { client_id?: string | null | undefined }, Changes, Query>(
		path: string,
	): OwnRows<Row, New, Changes, Query> => ({
		list: (query) => askPage(path, query),
		get: (id) => askData({ path: `${path}/${segment(id)}` }),
		create: (values) => {
			const body = { ...values, client_id: values.client_id ?? newClientId() };
			return onceMore(() => askData({ path, method: 'POST', body }));
		},
		update: (id, changes, condition) =>
			askData({
				path: `${path}/${segment(id)}`,
				method: 'PATCH',
				body: changes,
				headers: ifMatch(condition),
			}),
		delete: async (id, condition) => {
			await ask({ path: `${path}/${segment(id)}`, method: 'DELETE', headers: ifMatch(condition) });
		},
	});

	return {
		profile: {
			get: () => askData({ path: '/profile' }),
			update: (changes, condition) =>
				askData({ path: '/profile', method: 'PATCH', body: changes, headers: ifMatch(condition) }),
		},
		targets: {
			async current(options) {
				const body = await ask({ path: address('/targets', { ...defaults, ...options }) });
				const { missing } = (body as { meta: { missing: string[] } }).meta;
				return { target: dataOf<Target | null>(body), missing };
			},
			history: (query) => askPage('/targets/history', { ...defaults, ...query }),
		},
		mealLogs: {
			...ownRows<MealLog, NewMealLog, MealLogChanges, Dates>('/meal-logs'),
			days: (range) => askData({ path: address('/meal-logs/days', { ...range }) }),
		},
		pantry: {
			...ownRows<PantryItem, NewPantryItem, PantryItemChanges, { expires_before?: string }>('/pantry'),
			recipes: (options) => askData({ path: address('/pantry/recipes', { ...options }) }),
		},
		insights: {
			async list(query) {
				const body = await ask({ path: address('/insights', { ...query }) });
				const { hidden } = (body as { meta: { hidden: boolean } }).meta;
				return { ...pageOf<Insight>(body), hidden };
			},
		},
		export: async () => (await ask({ path: '/export', isLong: true })) as Record<string, unknown>,
		async erase(confirmation) {
			await ask({ path: '', method: 'DELETE', body: confirmation, isLong: true });
			client.stopRefreshing?.();
			await client.setToken?.(null);
		},
	};
}

async function authorization(client: Authenticated): Promise<Record<string, string>> {
	if (!client.getToken)
		throw new TypeError(
			'Nobody can log in to this client: put ".with(authentication(\'json\'))" before ".with(bebetter())".',
		);
	const token = await client.getToken();
	return token ? { Authorization: `Bearer ${token}` } : {};
}

const ifMatch = ({ ifVersion }: IfVersion = {}): Record<string, string> =>
	ifVersion === undefined ? {} : { 'If-Match': `"${ifVersion}"` };

async function onceMore<T>(work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		if (error instanceof BeBetterError && error.isOutage) return work();
		throw error;
	}
}

function dataOf<Data>(body: unknown): Data {
	if (typeof body !== 'object' || body === null || !('data' in body)) throw unreadable(200);
	return body.data as Data;
}

function pageOf<Row>(body: unknown): Page<Row> {
	const { next_cursor } = (body as { meta?: { next_cursor?: string | null } }).meta ?? {};
	return { data: dataOf<readonly Row[]>(body), nextCursor: next_cursor ?? null };
}
