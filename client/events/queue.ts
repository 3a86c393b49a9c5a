import type { EtagStore } from '../store/etag-store.ts';

/** An event as the server takes it. */
export interface WireEvent {
	readonly event_id: string;
	readonly name: string;
	readonly client_ts: string;
	readonly [field: string]: unknown;
}

export interface QueuedEvent {
	readonly event: WireEvent;
	/** Who had logged in when it was tracked; null for nobody. */
	readonly person: string | null;
}

interface Stored {
	readonly format: 1;
	readonly dropped: number;
	readonly queued: readonly QueuedEvent[];
}

/** Events that wait to be sent, also in a store: what waits there when the app ends is sent after its next start. */
export class Queue {
	readonly #store: EtagStore;
	readonly #key: string;
	readonly #most: number;
	#queued: QueuedEvent[] = [];
	#dropped = 0;
	#saving: Promise<void> | null = null;
	#isDirty = false;

	/** @param most events that are kept; the oldest make room */
	constructor(store: EtagStore, key: string, most: number) {
		this.#store = store;
		this.#key = key;
		this.#most = most;
	}

	get length(): number {
		return this.#queued.length;
	}

	/** How many made room for newer ones, since the app was installed. */
	get dropped(): number {
		return this.#dropped;
	}

	/** Takes over what an earlier run of the app has left. A store that fails or holds something else holds nothing. */
	async load(): Promise<void> {
		try {
			const stored = JSON.parse((await this.#store.get(this.#key)) ?? 'null') as Stored | null;
			if (stored?.format !== 1) return;
			this.#dropped += stored.dropped;
			this.#queued = [...stored.queued.filter(isQueued), ...this.#queued];
			this.#makeRoom();
		} catch {
			// What cannot be read is overwritten by the next event.
		}
	}

	add(event: QueuedEvent): Promise<void> {
		this.#queued.push(event);
		this.#makeRoom();
		return this.#save();
	}

	/** The oldest events that belong to the same person, in a text of bounded length. */
	first(most: number, longest: number): readonly QueuedEvent[] {
		const [oldest] = this.#queued;
		if (!oldest) return [];
		const batch: QueuedEvent[] = [];
		let length = 0;
		for (const queued of this.#queued) {
			length += JSON.stringify(queued.event).length;
			const fits = batch.length === 0 || (batch.length < most && length <= longest);
			if (!fits || queued.person !== oldest.person) break;
			batch.push(queued);
		}
		return batch;
	}

	remove(events: readonly QueuedEvent[]): Promise<void> {
		const ids = new Set(events.map(({ event }) => event.event_id));
		this.#queued = this.#queued.filter(({ event }) => !ids.has(event.event_id));
		return this.#save();
	}

	#makeRoom(): void {
		const surplus = this.#queued.length - this.#most;
		if (surplus <= 0) return;
		this.#queued.splice(0, surplus);
		this.#dropped += surplus;
	}

	/** One write at a time; what changes meanwhile goes with the next. A full disk costs the restart, not the event. */
	#save(): Promise<void> {
		this.#isDirty = true;
		this.#saving ??= this.#write().finally(() => (this.#saving = null));
		return this.#saving;
	}

	async #write(): Promise<void> {
		while (this.#isDirty) {
			this.#isDirty = false;
			const stored: Stored = { format: 1, dropped: this.#dropped, queued: this.#queued };
			try {
				await this.#store.set(this.#key, JSON.stringify(stored));
			} catch {
				return;
			}
		}
	}
}

function isQueued(value: unknown): value is QueuedEvent {
	const { event, person } = (value ?? {}) as Partial<QueuedEvent>;
	return typeof event?.event_id === 'string' && (person === null || typeof person === 'string');
}
