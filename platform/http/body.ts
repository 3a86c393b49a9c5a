import type { Request } from 'express';
import type { z } from 'zod';
import type { FieldProblem } from '../../domain/field-problem.ts';
import { isRecord } from '../../domain/record.ts';
import { nearestName } from '../../domain/text/nearest.ts';
import { ApiError, FieldErrors } from './errors.ts';

/** Bytes of a body; the largest honest one has a tenth. */
export const largestBody = 64 * 1024;

export const bodyTooLarge = (): ApiError =>
	new ApiError(413, 'CONTENT_TOO_LARGE', `The body may have ${largestBody} bytes at most.`, {
		most_bytes: largestBody,
	});

/** By their names; each reason goes on from the name and says the remedy. */
export type RefusedFields = Readonly<Record<string, string>>;

/**
 * The JSON object that a request carries, checked. Every field with a problem is named, with the remedy.
 *
 * @param refused fields that exist but are not to be sent here, and why
 * @throws {ApiError} 400 INVALID_PAYLOAD, 413 CONTENT_TOO_LARGE, 415 UNSUPPORTED_MEDIA_TYPE
 */
export function parseBody<T extends z.ZodObject>(
	schema: T,
	request: Request,
	refused: RefusedFields = {},
): z.infer<T> {
	const { rawBody, body } = request as Request & { rawBody?: Buffer; body: unknown };
	if (rawBody && rawBody.length > largestBody) throw bodyTooLarge();
	if (!rawBody)
		throw new ApiError(
			415,
			'UNSUPPORTED_MEDIA_TYPE',
			'Send a JSON object, with the header "Content-Type: application/json".',
		);
	if (!isRecord(body)) throw new ApiError(400, 'INVALID_PAYLOAD', 'The body must be one JSON object.');

	const parsed = schema.safeParse(body);
	const unstorable = textsWithNul(body);
	if (parsed.success && unstorable.length === 0) return parsed.data as z.infer<T>;
	const problems = parsed.error?.issues.flatMap((issue) => problemsOf(issue, schema, refused)) ?? [];
	throw new FieldErrors([...problems, ...unstorable]);
}

/** No database text can hold it, and none of ours needs it. */
const textsWithNul = (body: Record<string, unknown>): FieldProblem[] =>
	Object.entries(body)
		.filter(([, value]) => typeof value === 'string' && value.includes('\u0000'))
		.map(([field]) => ({ field, problem: 'holds a NUL character; leave it out.' }));

function problemsOf(issue: z.core.$ZodIssue, schema: z.ZodObject, refused: RefusedFields): FieldProblem[] {
	if (issue.code === 'unrecognized_keys')
		return issue.keys.map((name) => ({
			field: name.slice(0, 100),
			problem: unknownField(name, schema, refused),
		}));
	const field = issue.path.join('.') || 'body';
	return [{ field, problem: `${issue.message.replace(/\.$/, '')}.` }];
}

function unknownField(name: string, schema: z.ZodObject, refused: RefusedFields): string {
	const reason = Object.hasOwn(refused, name) ? refused[name] : undefined;
	if (reason !== undefined) return reason;
	const known = Object.keys(schema.shape);
	const nearest = nearestName(name, known);
	return nearest
		? `is not known here; did you mean "${nearest}"?`
		: `is not known here. Known are: ${known.join(', ')}.`;
}
