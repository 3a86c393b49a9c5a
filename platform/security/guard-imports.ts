import { Transform, type Writable } from 'node:stream';
import type { Application, NextFunction, Request, Response } from 'express';
import { deepestBody } from '../../domain/operations/security/hostile-body.ts';
import { Nesting } from '../../domain/operations/security/nesting.ts';
import { asDirectusError } from '../http/directus-error.ts';
import { invalidPayload } from '../http/errors.ts';

/** Directus reads a part of this type as JSON, and parts of other types by rows. */
const jsonType = Buffer.from('application/json');

/**
 * Ends an import whose file nests so deep that Directus would run out of stack on a row. Directus pipes the request into
 * its parser of forms; the guard stands in between.
 */
export function guardImports(app: Application): void {
	app.use('/utils/import', (request: Request, _response: Response, next: NextFunction) => {
		const pipe = request.pipe.bind(request);
		request.pipe = <Destination extends NodeJS.WritableStream>(
			destination: Destination,
			options?: { end?: boolean },
		): Destination => {
			const guard = nestingGuard();
			guard.once('error', (error) => {
				request.unpipe(guard);
				request.resume();
				(destination as unknown as Writable).destroy(error);
			});
			pipe(guard).pipe(destination, options);
			return destination;
		};
		next();
	});
}

function nestingGuard(): Transform {
	const nesting = new Nesting(deepestBody);
	let isJson = false;
	let tail: Buffer = Buffer.alloc(0);

	return new Transform({
		transform(chunk: Buffer, _encoding, done) {
			let json: Buffer = chunk;
			if (!isJson) {
				// The type may come in two pieces.
				const seen = Buffer.concat([tail, chunk]);
				const at = seen.indexOf(jsonType);
				isJson = at !== -1;
				json = seen.subarray(at + jsonType.length);
				tail = seen.subarray(-jsonType.length);
			}
			if (isJson && nesting.exceedsWith(json))
				done(
					asDirectusError(
						invalidPayload('file', `nests deeper than ${deepestBody} levels; flatten it.`),
					) as Error,
				);
			else done(null, chunk);
		},
	});
}
