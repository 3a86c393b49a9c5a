import type {
	FixApplied,
	FixPreview,
	History,
	Overview,
	Result,
	Tables,
} from '../../../../domain/operations/integrity/contract.ts';
import { useOps } from '../../shared/use-ops.ts';

interface Answer<Data> {
	readonly data: Data;
}

const rulePath = (id: string): string => `/integrity/rules/${encodeURIComponent(id)}`;

/** The addresses below `/ops/integrity`. */
export function useIntegrity() {
	const ask = useOps();
	const get = async <Data>(path: string, params?: object): Promise<Data> =>
		(await ask<Answer<Data>>('GET', path, params ? { params } : {})).data;
	const send = async <Data>(
		method: 'POST' | 'PUT' | 'DELETE',
		path: string,
		data: unknown = {},
	): Promise<Data> => (await ask<Answer<Data>>(method, path, { data })).data;

	return {
		overview: () => get<Overview>('/integrity'),
		history: (rule?: string) => get<History>('/integrity/history', { limit: 60, ...(rule && { rule }) }),
		tables: () => get<Tables>('/integrity/tables'),
		run: (rules?: readonly string[]) => send<unknown>('POST', '/integrity/run', rules ? { rules } : {}),
		/** A rule as the form or its JSON has it; the server says what is wrong with it. */
		tryRule: (rule: unknown) => send<Result>('POST', '/integrity/rules/try', rule),
		createRule: (rule: unknown) => send<unknown>('POST', '/integrity/rules', rule),
		replaceRule: (id: string, rule: unknown) => send<unknown>('PUT', rulePath(id), rule),
		deleteRule: (id: string) => send<unknown>('DELETE', rulePath(id)),
		previewFix: (id: string, action: string) => get<FixPreview>(`${rulePath(id)}/fixes/${action}`),
		applyFix: (id: string, action: string, body: { digest: string; without_backup: boolean }) =>
			send<FixApplied>('POST', `${rulePath(id)}/fixes/${action}`, body),
	};
}
