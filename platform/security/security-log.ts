import type { Knex } from 'knex';
import type { Logger } from 'pino';
import {
	EventCounts,
	type CountedEvents,
	type SecurityEvent,
} from '../../domain/operations/security/event-counts.ts';
import { networkOf } from '../../domain/operations/security/network.ts';
import type { HostContext } from '../host-context.ts';
import { ProcessSingleton } from '../process-singleton.ts';
import { throttledWarning } from '../throttled-warning.ts';
import { digest, saltOfInstallation } from './state.ts';
import { storeEvents } from './store-events.ts';

const flushEveryMs = 5_000;

/** Some 19,000 rows a day and instance at the very most, whoever attacks for however long. */
const bounds = { perMinute: 50, perDay: 10_000 };

const accountDigits = 16;

/** What a login attempt tells of itself; of the account the address, which is digested at once. */
export interface Attempt {
	readonly kind: SecurityEvent['kind'];
	readonly ip: string | null | undefined;
	readonly email?: string | undefined;
	readonly reason?: string | undefined;
}

/** Counts in memory and stores every five seconds, so that no request waits for it and no attack fills a table. */
export class SecurityLog {
	readonly #knex: Knex;
	readonly #logger: Pick<Logger, 'warn'>;
	readonly #warn;
	readonly #counts = new EventCounts(bounds);
	#timer: NodeJS.Timeout | null = null;
	#salt: string | null = null;
	#flushing: Promise<void> = Promise.resolve();

	constructor({ database, logger }: Pick<HostContext, 'database' | 'logger'>) {
		this.#knex = database;
		this.#logger = logger;
		this.#warn = throttledWarning(logger);
	}

	/** Whether this process stores what it counts; a command does not. */
	get isRunning(): boolean {
		return this.#timer !== null;
	}

	/** Begins to store. The tables have to be there. */
	start(): void {
		this.#timer ??= setInterval(() => void this.flush(), flushEveryMs).unref();
		void this.flush();
	}

	record({ kind, ip, email, reason }: Attempt): void {
		// Until the salt is known, accounts are not told apart; addresses never wait in memory for it.
		const account =
			email && this.#salt ? digest(this.#salt, 'account', normalised(email), accountDigits) : null;
		const event = { kind, source: networkOf(ip), account, reason: reason?.slice(0, 64) ?? null };
		this.#counts.add(event, Date.now());
	}

	/** Stores what was counted; never throws, and what cannot be stored now is stored later. */
	flush(): Promise<void> {
		// One after the other; what was recorded before this call is stored when it resolves.
		this.#flushing = this.#flushing.then(() => this.#flush());
		return this.#flushing;
	}

	async stop(): Promise<void> {
		if (this.#timer) clearInterval(this.#timer);
		this.#timer = null;
		await this.flush();
	}

	async #flush(): Promise<void> {
		const events = this.#counts.take();
		try {
			this.#salt ??= await saltOfInstallation(this.#knex);
			if (events.length === 0) return;
			await storeEvents(this.#knex, events);
			this.#report(events, 'login_failed', 'Failed login');
			this.#report(events, 'rate_limited', 'Rate limit exceeded');
		} catch (error) {
			this.#counts.giveBack(events);
			this.#warn(error, 'BeBetter: security events could not be stored and will be later');
		}
	}

	/** One line for all of some seconds: an attack must not fill the log either. */
	#report(events: readonly CountedEvents[], kind: SecurityEvent['kind'], words: string): void {
		const counted = events.filter((event) => event.kind === kind);
		if (counted.length === 0) return;
		const count = counted.reduce((sum, event) => sum + event.count, 0);
		const most = counted.reduce((one, other) => (other.count > one.count ? other : one));
		this.#logger.warn(`${words}: ${count}, most from ${most.source ?? 'unknown networks'}`);
	}
}

const normalised = (email: string): string => email.trim().toLowerCase();

/** As stored with attempts on an account, to find them again. */
export const accountDigest = async (knex: Knex, email: string): Promise<string> =>
	digest(await saltOfInstallation(knex), 'account', normalised(email), accountDigits);

const singleton = new ProcessSingleton<SecurityLog>('security-log');

export const securityLogOf = (context: HostContext): SecurityLog =>
	singleton.get(
		() => new SecurityLog(context),
		(log) => log.start(),
	);
