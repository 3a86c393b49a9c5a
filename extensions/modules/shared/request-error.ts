import type { z } from 'zod';
import type { Gate, problemSchema } from '../../../domain/screens/studio/contract.ts';
import { defineTexts } from './define-texts.ts';
import { type Language, studioLanguage } from './language.ts';

type Problem = z.infer<typeof problemSchema>;
type Bilingual = Readonly<Record<Language, string>>;

/** A request that was refused or got no answer; its message is for the person, in their language. */
export class StudioRequestError extends Error {
	override readonly name = 'StudioRequestError';
	/** Of the answer; 0 when there was none. */
	readonly status: number;
	readonly code: string;
	readonly gates: readonly Gate[];
	readonly problems: readonly Problem[];
	/** Whatever else the answer said. */
	readonly extensions: Readonly<Record<string, unknown>>;

	constructor(
		message: string,
		status: number,
		code: string,
		extensions: Readonly<Record<string, unknown>> = {},
	) {
		super(message);
		this.status = status;
		this.code = code;
		this.extensions = extensions;
		this.gates = listOf<Gate>(extensions['gates']);
		this.problems = listOf<Problem>(extensions['problems']);
	}
}

const listOf = <Item>(value: unknown): Item[] => (Array.isArray(value) ? (value as Item[]) : []);

const useErrorTexts = defineTexts({
	en: {
		unreachable: 'The server does not answer. Check the connection and try again.',
		forbidden: 'You may not do this. Ask an administrator.',
		signedOut: 'You have been signed out. Sign in again.',
		failed: 'The server could not do this. Try again; if it stays so, tell an administrator.',
	},
	ar: {
		unreachable: 'لا يستجيب الخادم. تحقق من الاتصال ثم أعد المحاولة.',
		forbidden: 'لا يُسمح لك بهذا. اطلبه من أحد المسؤولين.',
		signedOut: 'انتهت جلستك. سجّل الدخول من جديد.',
		failed: 'تعذّر على الخادم تنفيذ هذا. أعد المحاولة، وإن استمر الأمر فأخبر أحد المسؤولين.',
	},
});

/** Out of Directus's envelope: the sentences of gates and problems in the person's language, else the message. */
export function readRequestError(error: unknown): StudioRequestError {
	const text = useErrorTexts();
	const response = responseOf(error);
	if (!response) return new StudioRequestError(text('unreachable'), 0, 'UNREACHABLE');

	const { status, errors } = response;
	const first = errors[0];
	const code = String(first?.extensions?.['code'] ?? 'UNKNOWN');
	const extensions = first?.extensions ?? {};
	const sentences = [...new Set(errors.flatMap(sentencesOf))].join('\n');
	if (sentences) return new StudioRequestError(sentences, status, code, extensions);
	if (status === 401) return new StudioRequestError(text('signedOut'), status, code, extensions);
	if (status === 403) return new StudioRequestError(text('forbidden'), status, code, extensions);
	const message = status >= 500 ? text('failed') : (first?.message ?? text('failed'));
	return new StudioRequestError(message, status, code, extensions);
}

interface EnvelopeError {
	readonly message?: string;
	readonly extensions?: Readonly<Record<string, unknown>>;
}

function sentencesOf({ extensions = {} }: EnvelopeError): string[] {
	const language = studioLanguage();
	const own = isBilingual(extensions['messages']) ? [extensions['messages'][language]] : [];
	const named = [...listOf<Gate>(extensions['gates']), ...listOf<Problem>(extensions['problems'])];
	return [
		...own,
		...named.filter(({ message }) => isBilingual(message)).map(({ message }) => message[language]),
	];
}

const isBilingual = (value: unknown): value is Bilingual =>
	typeof value === 'object' && value !== null && 'en' in value && 'ar' in value;

function responseOf(error: unknown): { status: number; errors: EnvelopeError[] } | null {
	const response = (error as { response?: { status: number; data?: { errors?: EnvelopeError[] } } }).response;
	return response ? { status: response.status, errors: listOf<EnvelopeError>(response.data?.errors) } : null;
}
