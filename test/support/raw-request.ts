import { type IncomingHttpHeaders, request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

export interface RawResponse {
	status: number;
	headers: IncomingHttpHeaders;
	/** The bytes as they came, still coded. */
	body: Buffer;
}

interface RawOptions {
	method?: string;
	headers?: Record<string, string>;
}

/** A request as curl makes it. `fetch` adds headers of its own and undoes the coding of the answer. */
export function rawRequest(
	host: { url: string },
	path: string,
	options: RawOptions = {},
): Promise<RawResponse> {
	const { hostname, port } = new URL(host.url);
	return new Promise((resolve, reject) => {
		const sent = request({ hostname, port, path, agent: false, ...options }, (answer) => {
			const parts: Buffer[] = [];
			answer.on('data', (part: Buffer) => parts.push(part));
			answer.on('error', reject);
			answer.on('end', () =>
				resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts) }),
			);
		});
		sent.on('error', reject);
		sent.end();
	});
}

/** The JSON of an answer, whatever coding it came in. */
export function decodeJson<T = unknown>({ headers, body }: RawResponse): T {
	const decoders: Record<string, (coded: Buffer) => Buffer> = { br: brotliDecompressSync, gzip: gunzipSync };
	const decode = decoders[headers['content-encoding'] ?? ''] ?? ((plain: Buffer) => plain);
	return JSON.parse(decode(body).toString('utf8')) as T;
}

/** Asks for JSON without any coding. */
export async function getJson<T = unknown>(
	host: { url: string },
	path: string,
	headers: Record<string, string> = {},
): Promise<{ status: number; headers: IncomingHttpHeaders; json: T }> {
	const answer = await rawRequest(host, path, { headers });
	return { status: answer.status, headers: answer.headers, json: decodeJson<T>(answer) };
}
