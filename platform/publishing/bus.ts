import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Redis } from 'ioredis';
import { connectRedis, type RedisOptions } from '../redis/connect.ts';
import { redisUsageOf, type RedisUsage } from '../redis/usage.ts';

/** When one instance had taken over a turnover, counted from the announcement. */
export interface InstanceReceipt {
	readonly instance: string;
	readonly milliseconds: number;
}

interface Announcement {
	readonly from: string;
	/** Names the receipts that are wanted; absent when nobody waits for them. */
	readonly receipt?: string;
}

/** Longest wait for the receipts of other instances, ms. */
const receiptWaitMs = 1_000;
const heartbeatMs = 2_000;
const aliveMs = 6_000;

/**
 * Tells the other instances at once that something was published. Only speed depends on it: each instance looks
 * into the database every second all the same.
 */
export class Bus {
	/** Names this process in receipts. */
	readonly instance = `${hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`;
	readonly #publisher: Redis;
	readonly #subscriber: Redis;
	readonly #namespace: string;
	readonly #waiting = new Map<string, (receipt: InstanceReceipt) => void>();
	#heartbeat: NodeJS.Timeout | undefined;

	/** @param onAnnouncement takes over what was published; resolves when that is done */
	constructor(options: RedisOptions, onAnnouncement: () => Promise<void>) {
		this.#namespace = `{${options.namespace}}`;
		this.#publisher = connectRedis(options, 'announcements');
		this.#subscriber = connectRedis(options, 'listening');
		this.#listen(onAnnouncement);
	}

	/** Makes itself known as an instance that serves readers, whose receipts others wait for. A command is none. */
	serve(): void {
		this.#heartbeat = setInterval(() => void this.#beat(), heartbeatMs);
		this.#heartbeat.unref();
		this.#publisher.on('ready', () => void this.#beat());
		void this.#beat();
	}

	/** Never throws: without Redis the others find out within a second. */
	async announce(): Promise<void> {
		await this.#send({ from: this.instance });
	}

	/** Announces, and waits for the other instances that are alive, at most a second. */
	async announceAndWait(): Promise<{ receipts: InstanceReceipt[]; missing: string[] }> {
		const others = (await this.#alive()).filter((instance) => instance !== this.instance);
		if (others.length === 0) {
			await this.announce();
			return { receipts: [], missing: [] };
		}

		const id = randomUUID();
		const receipts: InstanceReceipt[] = [];
		const started = performance.now();
		const complete = new Promise<void>((resolve) => {
			const timer = setTimeout(resolve, receiptWaitMs);
			this.#waiting.set(id, ({ instance }) => {
				receipts.push({ instance, milliseconds: Math.round(performance.now() - started) });
				if (others.every((other) => receipts.some((receipt) => receipt.instance === other))) {
					clearTimeout(timer);
					resolve();
				}
			});
		});

		await this.#send({ from: this.instance, receipt: id });
		await complete;
		this.#waiting.delete(id);
		return {
			receipts,
			missing: others.filter((other) => !receipts.some(({ instance }) => instance === other)),
		};
	}

	/** How long Redis takes to answer, ms. Rejects within a quarter of a second when it does not. */
	async ping(): Promise<number> {
		const started = performance.now();
		await this.#publisher.ping();
		return performance.now() - started;
	}

	/** @throws {Error} when Redis does not answer, or INFO is not allowed there */
	async usage(): Promise<RedisUsage> {
		const sections = await Promise.all(['memory', 'stats'].map((section) => this.#publisher.info(section)));
		return redisUsageOf(sections.join('\n'));
	}

	stop(): void {
		clearInterval(this.#heartbeat);
		this.#publisher.disconnect();
		this.#subscriber.disconnect();
	}

	#listen(onAnnouncement: () => Promise<void>): void {
		const turnovers = `${this.#namespace}:turnovers`;
		const receipts = `${this.#namespace}:receipts`;

		this.#subscriber.on('message', (channel: string, text: string) => {
			if (channel === receipts) return this.#receive(text);
			void this.#takeOver(text, onAnnouncement);
		});
		// Whatever was announced while we were away is found by looking.
		this.#subscriber.on('ready', () => {
			this.#subscriber
				.subscribe(turnovers, receipts)
				.then(() => onAnnouncement())
				.catch(() => undefined);
		});
	}

	async #takeOver(text: string, onAnnouncement: () => Promise<void>): Promise<void> {
		const { from, receipt } = readMessage<Announcement>(text);
		if (from === undefined || from === this.instance) return;

		try {
			await onAnnouncement();
			if (receipt)
				await this.#publisher.publish(
					`${this.#namespace}:receipts`,
					JSON.stringify({ receipt, instance: this.instance }),
				);
		} catch {
			// Without a receipt the purge says that this instance did not answer.
		}
	}

	#receive(text: string): void {
		const { receipt, instance } = readMessage<{ receipt: string; instance: string }>(text);
		if (receipt && instance) this.#waiting.get(receipt)?.({ instance, milliseconds: 0 });
	}

	async #send(announcement: Announcement): Promise<void> {
		await this.#publisher
			.publish(`${this.#namespace}:turnovers`, JSON.stringify(announcement))
			.catch(() => undefined);
	}

	async #beat(): Promise<void> {
		const instances = `${this.#namespace}:instances`;
		await this.#publisher
			.multi()
			.hset(instances, this.instance, Date.now())
			.pexpire(instances, aliveMs)
			.exec()
			.catch(() => undefined);
	}

	async #alive(): Promise<string[]> {
		const seen = await this.#publisher.hgetall(`${this.#namespace}:instances`).catch(() => ({}));
		const entries = Object.entries(seen as Record<string, string>);
		const gone = entries.filter(([, at]) => Date.now() - Number(at) > aliveMs).map(([instance]) => instance);
		if (gone.length > 0)
			await this.#publisher.hdel(`${this.#namespace}:instances`, ...gone).catch(() => undefined);
		return entries.map(([instance]) => instance).filter((instance) => !gone.includes(instance));
	}
}

/** Anybody may publish on a channel; what is no message of ours is none. */
function readMessage<T extends object>(text: string): Partial<T> {
	try {
		return (JSON.parse(text) as T | null) ?? {};
	} catch {
		return {};
	}
}
