import { useApi } from '@directus/extensions-sdk';
import { readRequestError } from './request-error.ts';

interface Options {
	readonly data?: unknown;
	readonly params?: object;
	readonly signal?: AbortSignal | undefined;
}

/**
 * Asks an address below `/ops`; the whole answer is returned.
 *
 * @throws {StudioRequestError} whose message can be shown to the person as it is
 */
export function useOps() {
	const client = useApi();
	return async <Answer>(
		method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
		path: string,
		{ signal, ...options }: Options = {},
	): Promise<Answer> => {
		try {
			const request = { method, url: `/ops${path}`, ...options, ...(signal && { signal }) };
			return (await client.request<Answer>(request)).data;
		} catch (error) {
			throw readRequestError(error);
		}
	};
}
