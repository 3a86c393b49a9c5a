/** One fault of a request, at the field or query parameter it is about. */
export interface FieldError {
	/** null when the fault is about the request as a whole. */
	readonly field: string | null;
	readonly code: string;
	/** Names the remedy; for developers and logs, in English unless Directus knows the person's language. */
	readonly message: string;
}

/**
 * Why a request has no useful answer.
 *
 * `code` is that of the server (`NOT_FOUND`, `INVALID_PAYLOAD`, `INVALID_CREDENTIALS`, …), or one of ours:
 * `NETWORK` and `TIMEOUT` when nothing came back, `UNREADABLE` when what came back is not an answer of this server
 * (a captive portal, a proxy's page).
 */
export class BeBetterError extends Error {
	override readonly name = 'BeBetterError';
	readonly code: string;
	/** The HTTP status; 0 when nothing came back. */
	readonly status: number;
	readonly fields: readonly FieldError[];
	/** All that the server said about the first fault. */
	readonly extensions: Readonly<Record<string, unknown>>;
	/** How long the server asks to wait before the next attempt, ms; null when it does not say. */
	readonly retryAfterMs: number | null;

	constructor(
		fault: {
			code: string;
			status: number;
			message: string;
			fields?: readonly FieldError[];
			extensions?: Readonly<Record<string, unknown>>;
			retryAfterMs?: number | null;
		},
		options?: ErrorOptions,
	) {
		super(fault.message, options);
		this.code = fault.code;
		this.status = fault.status;
		this.fields = fault.fields ?? [];
		this.extensions = fault.extensions ?? {};
		this.retryAfterMs = fault.retryAfterMs ?? null;
	}

	/** The network or the server failed, so the same request may succeed later; false when the server refused it. */
	get isOutage(): boolean {
		return [0, 408, 429].includes(this.status) || this.status >= 500 || this.code === 'UNREADABLE';
	}
}

/**
 * The error in an answer of the server, whatever stands in its body.
 *
 * @param retryAfter the header of that name
 */
export function errorOfAnswer(
	status: number,
	body: unknown,
	retryAfter: string | null = null,
): BeBetterError {
	const faults = faultsIn(body);
	const [first] = faults;
	const retryAfterMs = readRetryAfter(retryAfter, first?.extensions?.['retry_after_seconds']);
	if (!first)
		return new BeBetterError({ code: `HTTP_${status}`, status, message: `HTTP ${status}`, retryAfterMs });
	return new BeBetterError({
		retryAfterMs,
		code: codeOf(first),
		status,
		message: String(first.message ?? `HTTP ${status}`),
		fields: faults.map(fieldError),
		extensions: first.extensions ?? {},
	});
}

/** What `login`, `refresh`, `logout` and the SDK's other functions throw, as an error of ours. */
export function toBeBetterError(thrown: unknown): BeBetterError {
	if (thrown instanceof BeBetterError) return thrown;
	const { response, errors } = (thrown ?? {}) as { response?: { status?: unknown }; errors?: unknown };
	if (typeof response?.status === 'number') return errorOfAnswer(response.status, { errors });
	const message = thrown instanceof Error ? thrown.message : String(thrown);
	return new BeBetterError({ code: 'NETWORK', status: 0, message }, { cause: thrown });
}

/** Seconds or a date, as HTTP has it; browsers show the header to no page that has not been allowed to read it. */
function readRetryAfter(header: string | null, seconds: unknown): number | null {
	if (header !== null && /^\d{1,6}$/.test(header.trim())) return Number(header) * 1000;
	const at = Date.parse(header ?? '');
	if (!Number.isNaN(at)) return Math.max(0, at - Date.now());
	return typeof seconds === 'number' ? seconds * 1000 : null;
}

interface Fault {
	readonly message?: unknown;
	readonly extensions?: Readonly<Record<string, unknown>>;
}

function faultsIn(body: unknown): Fault[] {
	const errors = (body as { errors?: unknown } | null | undefined)?.errors;
	return Array.isArray(errors) ? errors.filter((fault) => fault !== null && typeof fault === 'object') : [];
}

const codeOf = ({ extensions }: Fault): string => String(extensions?.['code'] ?? 'UNKNOWN');

function fieldError(fault: Fault): FieldError {
	const field = fault.extensions?.['field'] ?? fault.extensions?.['parameter'];
	return {
		field: typeof field === 'string' ? field : null,
		code: codeOf(fault),
		message: String(fault.message ?? ''),
	};
}
