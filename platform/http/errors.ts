import type { FieldProblem } from '../../domain/field-problem.ts';

/** An answer other than success, in the envelope that Directus and its SDK use. */
export class ApiError extends Error {
	override readonly name = 'ApiError';
	readonly status: number;
	readonly code: string;
	readonly extensions: Record<string, unknown>;
	/** Headers that the answer needs besides. */
	readonly headers: Readonly<Record<string, string>>;

	constructor(
		status: number,
		code: string,
		message: string,
		extensions: Record<string, unknown> = {},
		headers: Readonly<Record<string, string>> = {},
	) {
		super(message);
		this.status = status;
		this.code = code;
		this.extensions = extensions;
		this.headers = headers;
	}
}

export const invalidQuery = (parameter: string, problem: string): ApiError =>
	new ApiError(400, 'INVALID_QUERY', `The query parameter "${parameter}" ${problem}`, { parameter });

export const invalidPayload = (field: string, problem: string): ApiError =>
	new ApiError(400, 'INVALID_PAYLOAD', `The field "${field}" ${problem}`, { field });

/** Says no more than Directus does, and the same to people who have not logged in. */
export const forbidden = (): ApiError =>
	new ApiError(403, 'FORBIDDEN', "You don't have permission to access this.");

export const tooManyRequests = (seconds: number): ApiError =>
	new ApiError(
		429,
		'REQUESTS_EXCEEDED',
		`Too many requests; try again in ${seconds} s.`,
		{ retry_after_seconds: seconds },
		{ 'Retry-After': String(seconds) },
	);

/** What cannot be done now, but can be soon. */
export const unavailable = (message: string, seconds: number): ApiError =>
	new ApiError(
		503,
		'SERVICE_UNAVAILABLE',
		`${message} Try again in ${seconds} s.`,
		{ retry_after_seconds: seconds },
		{ 'Retry-After': String(seconds) },
	);

/** Directus's own code and words for requests without a token that it knows. */
export const notLoggedIn = (): ApiError =>
	new ApiError(
		401,
		'INVALID_CREDENTIALS',
		'This is for people who have logged in: send "Authorization: Bearer <token>".',
		{},
		{ 'WWW-Authenticate': 'Bearer' },
	);

/** Several fields of one body that cannot be taken as they are; a client can show each at its own. */
export class FieldErrors extends ApiError {
	readonly all: readonly ApiError[];

	constructor(problems: readonly FieldProblem[]) {
		const [first, ...others] = problems.map(({ field, problem }) => invalidPayload(field, problem));
		if (!first) throw new RangeError('there has to be a problem');
		super(first.status, first.code, first.message, first.extensions);
		this.all = [first, ...others];
	}
}

export const notFound = (code: string, message: string): ApiError => new ApiError(404, code, message);

export interface ErrorEnvelope {
	errors: { message: string; extensions: Record<string, unknown> & { code: string } }[];
}

export const envelope = (error: ApiError): ErrorEnvelope => ({
	errors: (error instanceof FieldErrors ? error.all : [error]).map(({ message, code, extensions }) => ({
		message,
		extensions: { code, ...extensions },
	})),
});
