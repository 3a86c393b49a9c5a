import type { Host } from './host/index.ts';

export interface PhoneAnswer {
	status: number;
	headers: Headers;
	text: string;
	/** The parsed body, or an empty object when there is none. */
	json: Awaited<ReturnType<Response['json']>>;
}

/** A person's phone: it sends JSON with their token. */
export interface Phone {
	send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<PhoneAnswer>;
}

export function phoneOf(host: Host, token: string | null): Phone {
	return {
		async send(method, path, body, headers = {}) {
			const response = await host.fetch(path, {
				method,
				headers: {
					...(token && { authorization: `Bearer ${token}` }),
					...(body !== undefined && { 'content-type': 'application/json' }),
					...headers,
				},
				...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
			});
			const text = await response.text();
			return { status: response.status, headers: response.headers, text, json: text ? JSON.parse(text) : {} };
		},
	};
}

/** The fields that an answer names as faulty, with what it says of them. */
export const problemsOf = ({ json }: PhoneAnswer): Record<string, string> =>
	Object.fromEntries(
		((json.errors ?? []) as { message: string; extensions: { field?: string } }[]).map(
			({ message, extensions }) => [extensions.field ?? '', message],
		),
	);
