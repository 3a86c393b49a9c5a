import { randomUUID } from 'node:crypto';
import type { Accountability } from '@directus/types';
import type { Knex } from 'knex';
import {
	accessChanges,
	watchedCollections,
	watchedFields,
	type FieldChange,
} from '../../domain/operations/security/access-changes.ts';
import { isRecord } from '../../domain/record.ts';
import type { HostContext } from '../host-context.ts';
import { throttledWarning } from '../throttled-warning.ts';
import type { SecurityLog } from './security-log.ts';
import { accessChangesTable } from './tables.ts';

type Row = Record<string, unknown>;
type Action = 'create' | 'update' | 'delete';

/** What Directus hands to filters and actions beside the payload. */
export interface EventContext {
	readonly database: unknown;
	readonly accountability: Accountability | null;
}

/** `permissions.create` and the like; what events of Directus's own collections are called. */
export const accessScopes = watchedCollections.map((collection) => ({
	collection,
	scope: collection.replace(/^directus_/, ''),
}));

/** Rows that are about to change, at most; a write that fails leaves its own behind. */
const mostRemembered = 1_000;

/** Writes down who changes who may do what, with what stood there before. */
export class AccessWatch {
	readonly #knex: Knex;
	readonly #log: SecurityLog;
	readonly #warn;
	readonly #before = new Map<string, Row>();

	constructor({ database, logger }: HostContext, log: SecurityLog) {
		this.#knex = database;
		this.#log = log;
		this.#warn = throttledWarning(logger);
	}

	/** Before a write, with the connection of the write. Never throws: a write does not depend on its record. */
	async remember(
		collection: string,
		keys: readonly unknown[],
		payload: unknown,
		{ database, accountability }: EventContext,
	): Promise<void> {
		if (!isToRecord(collection, accountability) || !touches(collection, payload)) return;
		try {
			const rows: Row[] = await (database as Knex)(collection)
				.whereIn('id', keys as string[])
				.select('id', ...watchedFields(collection));
			for (const row of rows) this.#before.set(`${collection} ${String(row['id'])}`, row);
			for (const key of this.#before.keys()) {
				if (this.#before.size <= mostRemembered) break;
				this.#before.delete(key);
			}
		} catch (error) {
			this.#warn(error, 'BeBetter: what a change of access replaces is not known');
		}
	}

	/** After a write. Returns at once; what it writes goes by a connection of its own. */
	record(
		action: Action,
		collection: string,
		keys: readonly unknown[],
		payload: unknown,
		{ accountability }: EventContext,
	): void {
		if (!isToRecord(collection, accountability)) return;
		const after = action === 'delete' ? null : isRecord(payload) ? payload : {};
		for (const key of keys) {
			const name = `${collection} ${String(key)}`;
			const before = this.#before.get(name) ?? null;
			this.#before.delete(name);
			const changes = accessChanges(collection, before, after);
			if (changes.length === 0 && action !== 'delete') continue;
			this.#log.record({ kind: 'access_changed', ip: accountability?.ip });
			this.#store({ action, collection, item: String(key), by: accountability?.user ?? null, changes });
		}
	}

	#store({
		changes,
		...row
	}: {
		readonly action: Action;
		readonly collection: string;
		readonly item: string;
		readonly by: string | null;
		readonly changes: readonly FieldChange[];
	}): void {
		this.#knex(accessChangesTable)
			.insert({ id: randomUUID(), at: Date.now(), ...row, changes: JSON.stringify(changes) })
			.then(undefined, (error: unknown) =>
				this.#warn(error, 'BeBetter: a change of access could not be written down'),
			);
	}
}

/** People sign up and leave by themselves all day; somebody else making an account is another matter. */
const isToRecord = (collection: string, accountability: Accountability | null): boolean =>
	collection !== 'directus_users' || Boolean(accountability?.user);

/** A deletion comes without a payload and touches everything. */
const touches = (collection: string, payload: unknown): boolean =>
	!isRecord(payload) || watchedFields(collection).some((field) => Object.hasOwn(payload, field));
