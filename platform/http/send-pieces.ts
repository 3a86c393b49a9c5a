import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import type { Logger } from 'pino';

/**
 * Sends a long answer piece by piece. A slow reader is waited for, with a piece or two in memory; when it goes away,
 * the pieces are asked to end. An error breaks the connection off: the status is out, and that is how a client learns.
 */
export async function sendPieces(
	response: Response,
	pieces: AsyncIterable<string>,
	logger: Pick<Logger, 'warn'>,
): Promise<void> {
	try {
		await pipeline(Readable.from(pieces, { highWaterMark: 1 }), response);
	} catch (error) {
		logger.warn(error, 'BeBetter: an export broke off');
	}
}
