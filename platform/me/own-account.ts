import type { Knex } from 'knex';
import type { HostContext } from '../host-context.ts';
import { ApiError } from '../http/errors.ts';
import { erasePerson } from '../people/erase-person.ts';
import type { HashKey } from '../people/hash-keys.ts';
import { hashPerson, type PersonHash } from '../people/person-hash.ts';
import { saltOf } from '../people/people-tables.ts';
import { events } from '../../schema/collections/events.ts';
import { roles } from '../../schema/access/index.ts';
import { decodeRow } from '../sql/decode-row.ts';

/** What Directus knows of a person, as they may read it. */
export interface AccountBasics {
	readonly id: string;
	readonly email: string | null;
	readonly first_name: string | null;
	readonly last_name: string | null;
	readonly language: string | null;
}

interface UserRow extends AccountBasics {
	readonly role: string | null;
}

const batchSize = 500;

/** One person's account, and what is known of them outside their own rows. */
export class OwnAccount {
	readonly #context: HostContext;
	readonly #row: UserRow;
	readonly #hashKeys: readonly HashKey[];

	private constructor(context: HostContext, row: UserRow, hashKeys: readonly HashKey[]) {
		this.#context = context;
		this.#row = row;
		this.#hashKeys = hashKeys;
	}

	/** @returns null when there is no such person any more, or they are suspended: tokens live longer than that */
	static async open(
		context: HostContext,
		user: string,
		hashKeys: readonly HashKey[],
	): Promise<OwnAccount | null> {
		const row: UserRow | undefined = await context
			.database('directus_users')
			.where({ id: user, status: 'active' })
			.first('id', 'email', 'first_name', 'last_name', 'language', 'role');
		return row ? new OwnAccount(context, row, hashKeys) : null;
	}

	get user(): string {
		return this.#row.id;
	}

	get basics(): AccountBasics {
		const { id, email, first_name, last_name, language } = this.#row;
		return { id, email, first_name, last_name, language };
	}

	/** Files that the person uploaded, without their content. */
	async files(): Promise<Record<string, unknown>[]> {
		return this.#context
			.database('directus_files')
			.where({ uploaded_by: this.user })
			.orderBy('id')
			.select('id', 'title', 'filename_download', 'type', 'filesize');
	}

	/** Events that were recorded under the person's hash, read in parts. */
	async *events(): AsyncGenerator<Record<string, unknown>> {
		const hashes = (await this.#hashes()).map(({ hash }) => hash);
		let after = 0;
		for (;;) {
			const rows: Record<string, unknown>[] = await this.#context
				.database(events.name)
				.whereIn('user_hash', hashes)
				.where('id', '>', after)
				.orderBy('id')
				.limit(batchSize);
			for (const row of rows) yield decodeRow(events, row);
			if (rows.length < batchSize) return;
			after = Number(rows.at(-1)!['id']);
		}
	}

	/**
	 * Deletes the account and everything about the person; nothing brings it back.
	 *
	 * @throws {ApiError} 403 ERASURE_REFUSED for people who work here: content refers to them, and the last
	 *   administrator could lock everybody out
	 */
	async erase(): Promise<void> {
		if (this.#row.role !== roles.appUser.id)
			throw new ApiError(
				403,
				'ERASURE_REFUSED',
				`Only accounts with the role ${roles.appUser.name} can erase themselves. An administrator can delete this account, or give it that role first.`,
			);
		await erasePerson(this.#context, this.#row, await this.#hashes());
	}

	async #hashes(): Promise<PersonHash[]> {
		const salt = await saltOf(this.#context.database as Knex, this.user);
		return this.#hashKeys.map((key) => hashPerson(key, this.user, salt));
	}
}
