import type { Request } from 'express';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { deepestBody } from '../../../domain/operations/security/hostile-body.ts';
import { parseBody } from '../../../platform/http/body.ts';

const schema = z.strictObject({ payload: z.unknown() });

/** As a request comes when nothing in front has looked at its body. */
function refusalOf(text: string): unknown {
	const request = { rawBody: Buffer.from(text), body: JSON.parse(text) as unknown } as unknown as Request;
	try {
		return parseBody(schema, request);
	} catch (error) {
		return error;
	}
}

const refused = (field: string, problem: string) => ({
	code: 'INVALID_PAYLOAD',
	extensions: { field },
	message: `The field "${field}" ${problem}`,
});

it('needs no guard to refuse what reaches the prototype of all objects', () => {
	const problem = 'is not a name that can be stored; leave it out.';
	expect(refusalOf('{"payload":[{"__proto__":{"x":1}}]}')).toMatchObject(
		refused('payload.0.__proto__', problem),
	);
	expect(refusalOf('{"payload":{"constructor":{"prototype":1}}}')).toMatchObject(
		refused('payload.constructor', problem),
	);
});

it('needs no guard to refuse what nests too deep, and takes what only just does not', () => {
	const nested = (lists: number) => `{"payload":${'['.repeat(lists)}${']'.repeat(lists)}}`;
	expect(refusalOf(nested(deepestBody))).toMatchObject(
		refused('body', `nests deeper than ${deepestBody} levels; flatten it.`),
	);
	expect(refusalOf(nested(deepestBody - 1))).toHaveProperty('payload');
});

it('names every text and name with NUL', () => {
	const error = refusalOf('{"payload":{"a":["x\\u0000"],"b\\u0000":1}}') as { all: readonly unknown[] };
	expect(error.all).toMatchObject([
		refused('payload', 'has a name with a NUL character; leave it out.'),
		refused('payload.a.0', 'holds a NUL character; leave it out.'),
	]);
});
