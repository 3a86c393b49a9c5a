import {
	isUnderMaintenance,
	noMaintenance,
	type MaintenanceState,
} from '../../domain/operations/maintenance/state.ts';
import type { HostContext } from '../host-context.ts';
import { ProcessSingleton } from '../process-singleton.ts';
import { throttledWarning } from '../throttled-warning.ts';
import { readMaintenance } from './store.ts';

/** Every instance knows within a second, the look itself included. */
const lookEveryMs = 800;

/**
 * Whether maintenance is on, as this process knows it: a plain flag for those who ask with every request. A command
 * that does not watch is never under maintenance, so that its work can be done meanwhile.
 */
export class MaintenanceWatch {
	readonly #context: HostContext;
	readonly #listeners = new Set<() => void>();
	readonly #warn: (error: unknown, message: string) => void;
	#state: MaintenanceState = noMaintenance;
	#isOn = false;
	#isLooking = false;
	/** Rises with every state that is taken over. */
	#taken = 0;
	#timer: NodeJS.Timeout | undefined;

	constructor(context: HostContext) {
		this.#context = context;
		this.#warn = throttledWarning(context.logger);
	}

	get isRunning(): boolean {
		return this.#timer !== undefined;
	}

	get isOn(): boolean {
		return this.#isOn;
	}

	/** As it was when last looked at. */
	get state(): MaintenanceState {
		return this.#state;
	}

	/** Begins to watch. Resolves after the first look; while the database is away, what was known goes on. */
	async start(): Promise<void> {
		this.#timer ??= setInterval(() => void this.look(), lookEveryMs);
		this.#timer.unref();
		await this.look();
	}

	stop(): void {
		clearInterval(this.#timer);
		this.#timer = undefined;
		this.#listeners.clear();
	}

	/** Calls back whenever it goes on or off. @returns a function that ends it */
	onChange(listener: () => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** Never throws. */
	async look(): Promise<void> {
		if (this.#isLooking) return;
		this.#isLooking = true;
		const before = this.#taken;
		try {
			const state = await readMaintenance(this.#context.database);
			// One that was written here meanwhile is newer.
			if (before === this.#taken) this.take(state);
		} catch (error) {
			this.#warn(error, 'BeBetter cannot look whether maintenance is on and will try again');
			this.take(this.#state);
		} finally {
			this.#isLooking = false;
		}
	}

	/** Takes a state over at once, as when it was written here. */
	take(state: MaintenanceState): void {
		this.#state = state;
		this.#taken += 1;
		const isOn = isUnderMaintenance(state, Date.now());
		if (isOn === this.#isOn) return;
		this.#isOn = isOn;
		this.#context.logger.info(`BeBetter: maintenance is ${isOn ? 'on' : 'off'}`);
		for (const listener of this.#listeners) listener();
	}
}

const singleton = new ProcessSingleton<MaintenanceWatch>('maintenance');

export const maintenanceOf = (context: HostContext): MaintenanceWatch =>
	singleton.get(
		() => new MaintenanceWatch(context),
		(watch) => void watch.start(),
	);
