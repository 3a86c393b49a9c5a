import type { Knex } from 'knex';
import { builtInEvents, isBuiltIn } from '../../domain/events/built-in.ts';
import { customEventType } from '../../domain/events/custom-type.ts';
import type { EventType } from '../../domain/events/event-type.ts';
import type { AllowList } from '../../domain/events/judge.ts';
import { eventTypes } from '../../schema/collections/event-types.ts';
import { decodeRow } from '../sql/decode-row.ts';

/** How long a change of an administrator may take to be noticed, ms. */
const freshForMs = 2_000;

/**
 * The built-in events and those that administrators have added. Every instance reads theirs again after two seconds, and
 * only when an event comes that is not built in: no announcement can be missed.
 */
export class EventTypes {
	readonly #knex: Knex;
	#custom: ReadonlyMap<string, EventType> = new Map();
	#readAt = -Infinity;
	#reading: Promise<void> | null = null;

	constructor(knex: Knex) {
		this.#knex = knex;
	}

	/** The list that holds for events with these names. */
	async listFor(names: Iterable<string>): Promise<AllowList> {
		if ([...names].some((name) => !isBuiltIn(name))) await this.#refresh();
		const custom = this.#custom;
		return {
			find: (name) => (isBuiltIn(name) ? builtInEvents[name] : (custom.get(name) ?? null)),
			names: [...Object.keys(builtInEvents), ...custom.keys()],
		};
	}

	/** One query for all that ask at the same time. */
	async #refresh(): Promise<void> {
		if (performance.now() - this.#readAt < freshForMs) return;
		this.#reading ??= this.#read().finally(() => (this.#reading = null));
		await this.#reading;
	}

	async #read(): Promise<void> {
		const began = performance.now();
		const rows: Record<string, unknown>[] = await this.#knex(eventTypes.name).where({ status: 'published' });
		const types = rows.map((row) => decodeRow(eventTypes, row));
		this.#custom = new Map(
			types.flatMap((row) => {
				const type = customEventType(row);
				return type ? [[String(row['name']), type] as const] : [];
			}),
		);
		this.#readAt = began;
	}
}
