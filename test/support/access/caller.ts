import type { Host } from '../host/index.ts';

export interface Answer {
	status: number;
	text: string;
	/** The parsed body, or undefined when it is no JSON. */
	body: {
		data?: unknown;
		errors?: { message: string; extensions: Record<string, unknown> & { code: string } }[];
	};
}

/** Somebody who sends requests: with a token, or anonymous without one. */
export interface Caller {
	readonly name: string;
	readonly token: string | null;
	call(method: string, path: string, body?: unknown): Promise<Answer>;
	graphql(query: string, options?: { system?: boolean; variables?: object }): Promise<Answer>;
	/** Sends a file to /utils/import. */
	importFile(collection: string, type: 'json' | 'csv', content: string): Promise<Answer>;
}

export function callerOf(host: Host, name: string, token: string | null): Caller {
	const authorization: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
	const send = async (path: string, init: RequestInit): Promise<Answer> => {
		const response = await host.fetch(path, {
			...init,
			headers: { ...authorization, ...(init.headers as Record<string, string>) },
		});
		const text = await response.text();
		return { status: response.status, text, body: parse(text) };
	};
	const call: Caller['call'] = (method, path, body) =>
		send(path, {
			method,
			...(body !== undefined && {
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(body),
			}),
		});

	return {
		name,
		token,
		call,
		graphql: (query, { system = false, variables } = {}) =>
			call('POST', system ? '/graphql/system' : '/graphql', { query, variables }),
		importFile: async (collection, type, content) => {
			const form = new FormData();
			const mime = type === 'csv' ? 'text/csv' : 'application/json';
			form.append('file', new Blob([content], { type: mime }), `rows.${type}`);
			// In one piece: an import of Directus never ends when the rows are saved before the end of the form arrives.
			const whole = new Response(form);
			return send(`/utils/import/${collection}`, {
				method: 'POST',
				headers: { 'content-type': whole.headers.get('content-type') ?? '' },
				body: await whole.arrayBuffer(),
			});
		},
	};
}

function parse(text: string): Answer['body'] {
	try {
		return JSON.parse(text) ?? {};
	} catch {
		return {};
	}
}

/** A filter and other nested options, in the form Directus reads from an address. */
export const asQuery = (options: Record<string, unknown>): string =>
	new URLSearchParams(
		Object.entries(options).map(([name, value]): [string, string] => [
			name,
			typeof value === 'string' ? value : JSON.stringify(value),
		]),
	).toString();

/** The names of the faults of a request that GraphQL answered, for which Directus uses 200 and 400. */
export const codesOf = (answer: Answer): string[] =>
	(answer.body.errors ?? []).map(({ extensions }) => extensions.code);
