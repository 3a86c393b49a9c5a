import type { Notice } from '../../../domain/operations/alerts/notice.ts';
import type { ChannelName } from '../outbox.ts';

/** A way to tell people. */
export interface Channel {
	readonly name: ChannelName;
	/** @throws {Error} with a sentence for an operator; it is tried again later */
	send(notice: Notice, id: string): Promise<void>;
}
