import type { Knex } from 'knex';
import { type Outcome, SharedQuestion } from './shared-question.ts';

/** After this time without an answer the connection is closed: behind a broken network it would never get one, ms. */
const longestMs = 20_000;

interface Client {
	acquireConnection(): Promise<unknown>;
	releaseConnection(connection: unknown): Promise<void>;
}

/** Whether the database answers. At most one of the pool's connections is used for it, or waited for, at any time. */
export class DatabaseProbe {
	readonly #question: SharedQuestion<void>;

	constructor(knex: Knex) {
		this.#question = new SharedQuestion(() => selectOne(knex));
	}

	/** Within 2 s, and as it was a second ago at most. */
	ask(): Promise<Outcome<void>> {
		return this.#question.ask();
	}

	async answers(): Promise<boolean> {
		return (await this.ask()).isKnown;
	}
}

async function selectOne(knex: Knex): Promise<void> {
	const client = knex.client as Client;
	const connection = await client.acquireConnection();
	const timer = setTimeout(() => hangUp(connection), longestMs);
	timer.unref();
	try {
		await knex.raw('SELECT 1').connection(connection as never);
	} finally {
		clearTimeout(timer);
		await client.releaseConnection(connection);
	}
}

/** PostgreSQL's driver has a socket; SQLite's has none and needs nothing of the kind. */
function hangUp(connection: unknown): void {
	const { connection: inner } = connection as { connection?: { stream?: { destroy?: () => void } } };
	inner?.stream?.destroy?.();
}
