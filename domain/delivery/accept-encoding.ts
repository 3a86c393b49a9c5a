import type { Coding } from './entity-tag.ts';

/**
 * The coding to answer in (RFC 9110, 12.5.3): the client's highest weight, at equal weights the smaller form.
 * A missing field means the plain form, which every client understands.
 */
export function negotiateCoding(acceptEncoding: string | undefined): Coding {
	if (!acceptEncoding) return 'identity';
	return common.get(acceptEncoding) ?? negotiate(acceptEncoding);
}

/** What phones and browsers send, answered without parsing. */
const common: ReadonlyMap<string, Coding> = new Map([
	['gzip', 'gzip'],
	['br', 'br'],
	['identity', 'identity'],
	['gzip, deflate', 'gzip'],
	['gzip, deflate, br', 'br'],
	['gzip, deflate, br, zstd', 'br'],
	['br;q=1.0, gzip;q=0.9, deflate;q=0.8', 'br'],
]);

function negotiate(acceptEncoding: string): Coding {
	const weights = parseWeights(acceptEncoding);
	const any = weights.get('*') ?? 0;
	const br = weights.get('br') ?? any;
	const gzip = weights.get('gzip') ?? weights.get('x-gzip') ?? any;
	const identity = weights.get('identity') ?? 0;

	if (br > 0 && br >= gzip && br >= identity) return 'br';
	if (gzip > 0 && gzip >= identity) return 'gzip';
	return 'identity';
}

function parseWeights(field: string): Map<string, number> {
	const weights = new Map<string, number>();

	for (const member of field.toLowerCase().split(',')) {
		const [name = '', ...parameters] = member.split(';').map((part) => part.trim());
		const q = parameters.find((parameter) => parameter.startsWith('q='));
		const weight = q === undefined ? 1 : Number(q.slice(2));
		if (name) weights.set(name, Number.isFinite(weight) ? weight : 0);
	}

	return weights;
}
