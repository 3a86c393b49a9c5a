import type { Request } from 'express';
import type { z } from 'zod';
import { type FieldProblem, fieldAt } from '../../domain/field-problem.ts';
import { hostileBody } from '../../domain/operations/security/hostile-body.ts';
import { isRecord } from '../../domain/record.ts';
import { nearestName } from '../../domain/text/nearest.ts';
import { ApiError, FieldErrors, invalidPayload } from './errors.ts';

/** Bytes of a body; the largest honest one has a tenth. */
export const largestBody = 64 * 1024;

export const bodyTooLarge = (most: number = largestBody): ApiError =>
	new ApiError(413, 'CONTENT_TOO_LARGE', `The body may have ${most} bytes at most.`, { most_bytes: most });

/** By their names; each reason goes on from the name and says the remedy. */
export type RefusedFields = Readonly<Record<string, string>>;

/**
 * The JSON object that a request carries, checked. Every field with a problem is named, with the remedy.
 *
 * @param refused fields that exist but are not to be sent here, and why
 * @param most bytes that it may have
 * @throws {ApiError} 400 INVALID_PAYLOAD, 413 CONTENT_TOO_LARGE, 415 UNSUPPORTED_MEDIA_TYPE
 */
export function parseBody<T extends z.ZodObject>(
	schema: T,
	request: Request,
	refused: RefusedFields = {},
	most: number = largestBody,
): z.infer<T> {
	const { rawBody, body } = request as Request & { rawBody?: Buffer; body: unknown };
	if (rawBody && rawBody.length > most) throw bodyTooLarge(most);
	if (!rawBody)
		throw new ApiError(
			415,
			'UNSUPPORTED_MEDIA_TYPE',
			'Send a JSON object, with the header "Content-Type: application/json".',
		);
	if (!isRecord(body)) throw new ApiError(400, 'INVALID_PAYLOAD', 'The body must be one JSON object.');
	// Where the extension bebetter-security runs, its guard has looked already; an operator can switch it off.
	const hostile = hostileBody(body);
	if (hostile) throw invalidPayload(hostile.field, hostile.problem);

	const parsed = schema.safeParse(body);
	const nuls = nulsIn(body);
	if (parsed.success && nuls.length === 0) return parsed.data as z.infer<T>;
	const problems = parsed.error?.issues.flatMap((issue) => problemsOf(issue, schema, refused)) ?? [];
	throw new FieldErrors([...problems, ...nuls]);
}

/** What a database refuses: texts and names with NUL, the first dozen of them. */
function nulsIn(body: Record<string, unknown>): FieldProblem[] {
	const problems: FieldProblem[] = [];
	const left: { at: string; value: unknown }[] = [{ at: '', value: body }];
	for (let next = left.pop(); next; next = left.pop()) {
		const { at, value } = next;
		if (typeof value === 'string') {
			if (value.includes('\u0000'))
				problems.push({ field: fieldAt(at), problem: 'holds a NUL character; leave it out.' });
		} else if (typeof value === 'object' && value !== null)
			for (const [name, inner] of Object.entries(value).toReversed()) {
				if (name.includes('\u0000'))
					problems.push({
						field: fieldAt(at),
						problem: 'has a name with a NUL character; leave it out.',
					});
				left.push({ at: at ? `${at}.${name}` : name, value: inner });
			}
		if (problems.length > 10) break;
	}
	return problems;
}

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
