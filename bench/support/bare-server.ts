/*
 * The yardstick: node:http and nothing else. Its answers come from its parent and are sent as they are; all it
 * decides is which coding was asked for and whether the client holds the entity tag.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RecordedAnswer } from './bare.ts';

interface Ready {
	readonly full: string[];
	readonly notModified: string[];
	readonly etag: string;
	readonly body: Buffer;
}

process.once('message', (recorded: Record<string, RecordedAnswer>) => {
	const answers = new Map<string | undefined, Ready>(
		Object.entries(recorded).map(([coding, answer]) => [
			coding === 'identity' ? undefined : coding,
			{ ...answer, body: Buffer.from(answer.body, 'base64') },
		]),
	);

	const server = createServer(({ headers }, response) => {
		const answer = answers.get(headers['accept-encoding'] as string | undefined)!;
		if (headers['if-none-match'] === answer.etag) {
			response.writeHead(304, answer.notModified);
			response.end();
			return;
		}
		response.writeHead(200, answer.full);
		response.end(answer.body);
	});
	server.listen(0, '127.0.0.1', () => process.send!((server.address() as AddressInfo).port));
});
process.once('disconnect', () => process.exit(0));
