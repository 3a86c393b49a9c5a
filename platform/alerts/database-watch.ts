import { randomUUID } from 'node:crypto';
import { defaultRules } from '../../domain/operations/alerts/default-rules.ts';
import { noticeOf, type Notice } from '../../domain/operations/alerts/notice.ts';
import type { Channel } from './channels/channel.ts';

const rule = defaultRules.find(({ id }) => id === 'database-down')!;

/**
 * What no row can tell: that the database is away. Each process says it by itself, from its memory and by the
 * channels that need no database, and says as well when it is back.
 */
export class DatabaseWatch {
	readonly #channels: readonly Channel[];
	#awaySince: number | null = null;
	#isTold = false;

	constructor(channels: readonly Channel[]) {
		this.#channels = channels;
	}

	/** @param now ms since 1970 */
	async failed(now: number): Promise<void> {
		this.#awaySince ??= now;
		if (this.#isTold || now - this.#awaySince < rule.forSeconds * 1000) return;
		await this.#tell('firing', this.#awaySince);
		this.#isTold = true;
	}

	async worked(): Promise<void> {
		const since = this.#awaySince;
		const wasTold = this.#isTold;
		this.#awaySince = null;
		this.#isTold = false;
		if (since !== null && wasTold) await this.#tell('resolved', since);
	}

	async #tell(state: 'firing' | 'resolved', since: number): Promise<void> {
		const notice: Notice = noticeOf({ rule, state, since, value: state === 'firing' ? 0 : 1 });
		await Promise.all(this.#channels.map((channel) => channel.send(notice, randomUUID())));
	}
}
