import type { z } from 'zod';
import { nearestName } from '../../domain/text/nearest.ts';
import { invalidQuery, type ApiError } from './errors.ts';

/** Accepted everywhere and ignored: Directus reads it, public answers do not depend on it. */
const foreignParameters = new Set(['access_token']);

/**
 * The query of an address, checked. Express would make arrays and objects of it and drop some names, so it is read
 * as it was sent.
 *
 * @throws {ApiError} 400 INVALID_QUERY that names the first parameter with a problem and the remedy
 */
export function parseQuery<T extends z.ZodObject>(schema: T, address: string): z.infer<T> {
	const known = Object.keys(schema.shape);
	const values = new Map<string, string>();

	for (const [name, value] of new URLSearchParams(address.split('?').slice(1).join('?'))) {
		if (foreignParameters.has(name)) continue;
		if (!known.includes(name)) throw unknownParameter(name.slice(0, 100), known);
		if (values.has(name)) throw invalidQuery(name, 'must be given once.');
		values.set(name, value);
	}

	const parsed = schema.safeParse(Object.fromEntries(values));
	if (parsed.success) return parsed.data as z.infer<T>;
	throw firstProblem(parsed.error);
}

function unknownParameter(name: string, known: readonly string[]): ApiError {
	const nearest = nearestName(name, known);
	return invalidQuery(
		name,
		nearest
			? `is not known here; did you mean "${nearest}"?`
			: `is not known here. Known are: ${known.join(', ') || 'none'}.`,
	);
}

function firstProblem(error: z.ZodError): ApiError {
	const issue = error.issues[0];
	return invalidQuery(String(issue?.path[0] ?? 'query'), `is not valid: ${issue?.message ?? 'unreadable'}.`);
}
