import type { z } from 'zod';

/** An address for people who work here, described well enough to document it; serving it is its endpoint's work. */
export interface OperatorRoute {
	readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete' | 'purge';
	/** The whole path, in Express's form. */
	readonly path: string;
	readonly summary: string;
	/** null when the request has no body. */
	readonly body: z.ZodType | null;
	/** Absent when the address takes no parameters. */
	readonly query?: z.ZodObject;
	readonly answer: z.ZodType;
	/** When it answers with a stream of rows instead of JSON: its media types; `answer` describes a row. */
	readonly media?: readonly string[];
	/** When it answers 202 with the same body. */
	readonly accepted?: string;
	/** When everybody may ask, without a token. */
	readonly isOpen?: true;
	/** When it answers 503 with the same body: what that means. */
	readonly unavailable?: string;
	/** Error codes it may answer with, by status. */
	readonly errors: Readonly<Record<number, readonly string[]>>;
}
